#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_event_make(void) {
    int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return descriptor < 0 ? -errno : descriptor;
}

void clinux_event_raise(int descriptor) {
    uint64_t one = 1;
    int kept = errno;
    /* Only a full counter can refuse, and then it is raised already. */
    while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR) {
    }
    errno = kept;
}

void clinux_event_clear(int descriptor) {
    uint64_t count;
    int kept = errno;
    while (read(descriptor, &count, sizeof count) < 0 && errno == EINTR) {
    }
    errno = kept;
}

int clinux_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0;
}

int clinux_process_open(pid_t process) {
    long descriptor = syscall(SYS_pidfd_open, process, 0);
    return descriptor < 0 ? -errno : (int)descriptor;
}

int clinux_lock_file(const char *path) {
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return -errno;
    if (flock(descriptor, LOCK_EX | LOCK_NB) < 0) {
        int reason = errno;
        close(descriptor);
        return -reason;
    }
    return descriptor;
}
