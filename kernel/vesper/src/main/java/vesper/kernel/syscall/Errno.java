package vesper.kernel.syscall;

import vesper.kernel.fs.FsError;

/** Results of system calls that failed, as in Linux. */
final class Errno {
    static final long ENOENT = -2;
    static final long EIO = -5;
    static final long ENOMEM = -12;
    static final long EFAULT = -14;
    static final long EINVAL = -22;
    static final long ENOSYS = -38;

    private Errno() {}

    static long of(FsError error) {
        return switch (error) {
            case NO_MEMORY -> ENOMEM;
            case NO_INODE, NOT_FOUND, NOT_MOUNTED -> ENOENT;
            default -> EIO;
        };
    }
}
