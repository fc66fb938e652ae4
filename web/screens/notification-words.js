/** The words of when and about what somebody gets summaries of open tasks by mail. */
import { learn } from "../lib/i18n.js";

export const WORDS = {
  "notify.title": "Notifications",
  "notify.text": "A mail with all open tasks of the customers that you see. While nothing is open, none comes.",
  "notify.text.of": "A mail with all open tasks of the partnerships that {name} belongs to. While nothing is open, none comes.",
  "notify.none": "No mail comes, since no kind of task is chosen.",
  "notify.MARKETING": "Your role sees no tasks, so no mail comes for now.",
  "notify.often": "How often",
  "notify.often.DAILY": "Every day",
  "notify.often.WEEKLY": "Every Monday",
  "notify.about": "About these tasks",
  "notify.hour": "From",
  "notify.zone": "Time zone",
  "notify.zone.own": "In your time zone, {zone}. It is changed together with your name.",
  "notify.when": "{often} from {hour}",
  "notify.next": "The next one",
  "notify.next.at": "{time} ({zone})",
  "notify.change": "Change notifications",
  "notify.nothing": "Without a kind of task, no mail comes any more.",
  "notify.save": "Save",
  "notify.busy": "Saving …",
  "notify.saved": "Notifications are changed.",
};

learn(WORDS);
