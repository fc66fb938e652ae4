/* What Linux offers and Swift's Glibc module doesn't show: a thin layer that never touches errno.
   Every function answers a value of 0 or more, or the negated errno. */
#ifndef PORTICO_CLINUX_H
#define PORTICO_CLINUX_H

#include <stdint.h>
#include <sys/types.h>

/* A counter that poll(2) can wait for: non-blocking, closed on exec. */
int clinux_event_make(void);
/* Makes the counter readable. */
void clinux_event_raise(int descriptor);
/* Makes it unreadable again. */
void clinux_event_clear(int descriptor);

/* The two ends of a pipe, closed on exec: ends[0] is read, ends[1] written. */
int clinux_pipe(int ends[2]);

/* A descriptor that becomes readable when the process ends; it needs not be a child. */
int clinux_process_open(pid_t process);

/* Opens (making it, mode 0600) and locks a file for this process alone; -EWOULDBLOCK when another one holds it.
   The lock ends with the process or when the descriptor is closed. */
int clinux_lock_file(const char *path);

/* What a child process starts with. */
struct clinux_child {
    const char *path;            /* the program, no search */
    char *const *arguments;      /* with the program's name first, ended by NULL */
    char *const *environment;    /* ended by NULL */
    const char *directory;       /* its working directory, or NULL */
    int output;                  /* becomes standard output and standard error */
    int becomes_user;            /* whether to take the two ids below and drop every other privilege */
    uid_t user;
    gid_t group;
    int death_signal;            /* sent to it when the thread that starts it ends; 0 for none */
};

/* Starts a child in a process group of its own, with default signals and no descriptor but the three standard ones.
   Answers its process id; a failure to start the program itself is reported here too. */
pid_t clinux_child_start(const struct clinux_child *child);

/* Waits for a child: 0 while it runs (only with `wait` 0), 1 when it has ended; `status` as of waitpid(2). */
int clinux_child_reap(pid_t process, int wait, int *status);

#endif
