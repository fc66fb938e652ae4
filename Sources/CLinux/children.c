#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* After fork in a program with threads only async-signal-safe calls are allowed: everything here is one. */

static int take_user(const struct clinux_child *child) {
    if (!child->becomes_user) return 0;
    if (setgroups(1, &child->group) < 0) return -1;
    if (setresgid(child->group, child->group, child->group) < 0) return -1;
    return setresuid(child->user, child->user, child->user);
}

/* The signal is forgotten when the user changes, so this comes after `take_user`. */
static int bind_life(const struct clinux_child *child, pid_t parent) {
    if (child->death_signal == 0) return 0;
    if (prctl(PR_SET_PDEATHSIG, child->death_signal) < 0) return -1;
    if (getppid() == parent) return 0;
    errno = ESRCH;
    return -1;
}

static int arrange_descriptors(const struct clinux_child *child) {
    int empty = open("/dev/null", O_RDONLY);
    if (empty < 0 || dup2(empty, 0) < 0) return -1;
    if (dup2(child->output, 1) < 0 || dup2(child->output, 2) < 0) return -1;
    return 0;
}

static void default_signals(void) {
    sigset_t none;
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void become(const struct clinux_child *child, pid_t parent, int report) {
    default_signals();
    setpgid(0, 0);
    if (arrange_descriptors(child) == 0 && take_user(child) == 0
        && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && bind_life(child, parent) == 0
        && (child->directory == NULL || chdir(child->directory) == 0)
        && dup2(report, 3) == 3 && fcntl(3, F_SETFD, FD_CLOEXEC) == 0
        && syscall(SYS_close_range, 4, ~0U, 0) == 0) {
        report = 3;
        execve(child->path, child->arguments, child->environment);
    }
    int reason = errno;
    ssize_t written = write(report, &reason, sizeof reason);
    _exit(written == sizeof reason ? 126 : 127);
}

pid_t clinux_child_start(const struct clinux_child *child) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
    pid_t parent = getpid();
    pid_t process = fork();
    if (process == 0) become(child, parent, ends[1]);
    int reason = process < 0 ? errno : 0;
    close(ends[1]);
    if (process > 0) {
        ssize_t count;
        while ((count = read(ends[0], &reason, sizeof reason)) < 0 && errno == EINTR) {
        }
        if (count == (ssize_t)sizeof reason) {
            while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {
            }
        } else {
            reason = 0;
        }
    }
    close(ends[0]);
    return reason == 0 ? process : -reason;
}

int clinux_child_reap(pid_t process, int wait, int *status) {
    pid_t ended;
    while ((ended = waitpid(process, status, wait ? 0 : WNOHANG)) < 0 && errno == EINTR) {
    }
    return ended < 0 ? -errno : ended == process;
}
