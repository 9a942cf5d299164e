package vesper.kernel.boot;

import org.jspecify.annotations.Nullable;
import vesper.kernel.Kernel;
import vesper.kernel.console.Console;
import vesper.kernel.dev.Disk;
import vesper.kernel.dev.virtio.BlockDevice;
import vesper.kernel.exec.Elf;
import vesper.kernel.exec.ElfError;
import vesper.kernel.exec.ProgramHeader;
import vesper.kernel.fs.FsError;
import vesper.kernel.mm.FrameAllocator;
import vesper.kernel.proc.Proc;
import vesper.metal.Addr;
import vesper.metal.Cpu;
import vesper.metal.Entry;
import vesper.metal.Symbol;

/** The boot in S-mode, with paging and interrupts on; then what the hart does when there is nothing to do. */
public final class Skmain {
    /** The program whose segments are shown. */
    private static final String PROGRAM = "bin/hello";

    private static final int COLUMN = 9;

    private Skmain() {}

    /** Comes from {@link KInit}; doesn't return. */
    @Entry("skmain")
    static void skmain() {
        boot(Kernel.KERNEL);
        while (true) {
            Cpu.wfi();
        }
    }

    /** Everything until the hart may rest. */
    static void boot(Kernel kernel) {
        BlockDevice disk = firstDisk(kernel);
        if (disk == null) {
            line(kernel, "disk").text("none: there will be no files").line();
        } else if (smokeTest(kernel, disk) && mount(kernel, disk)) {
            showProgram(kernel);
        }
        spawnInit(kernel);
        line(kernel, "console")
                .text("type, and it echoes; Ctrl-T tells how things are")
                .line();
    }

    private static Console line(Kernel kernel, String head) {
        kernel.console.freshLine();
        return kernel.console.text(head).tab(COLUMN);
    }

    private static @Nullable BlockDevice firstDisk(Kernel kernel) {
        for (int slot = 1; slot <= kernel.virtio.count(); slot++) {
            BlockDevice disk = kernel.virtio.disk(slot);
            if (disk != null) {
                return disk;
            }
        }
        return null;
    }

    /** Reads the first sector by itself and the first page at once, and compares. */
    private static boolean smokeTest(Kernel kernel, Disk disk) {
        if (disk.sectors() == 0) {
            line(kernel, "disk").text("empty: it has no sectors").line();
            return false;
        }
        Addr memory = kernel.frames.zallocate(2);
        if (memory.value() == 0) {
            line(kernel, "disk").text("no memory to read it").line();
            return false;
        }
        Addr second = memory.plus(FrameAllocator.PAGE_SIZE);
        long count = Math.min(disk.sectors(), FrameAllocator.PAGE_SIZE / Disk.SECTOR_SIZE);
        boolean same = disk.read(0, 1, memory) && disk.read(0, count, second) && sameSector(memory, second);
        line(kernel, "disk").text("sectors 0 to ").number(count - 1);
        kernel.console.text(same ? " read" : " can't be read").line();
        kernel.frames.deallocate(memory);
        return same;
    }

    private static boolean sameSector(Addr first, Addr second) {
        for (long i = 0; i < Disk.SECTOR_SIZE; i += Long.BYTES) {
            if (first.i64(i) != second.i64(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mount(Kernel kernel, Disk disk) {
        long result = kernel.fs.mount(disk);
        Console console = line(kernel, "minix");
        if (result < 0) {
            console.text(FsError.of(result).text()).line();
            return false;
        }
        console.text("mounted, ").size(kernel.fs.size()).text(", ");
        console.count(kernel.fs.inodes(), "inode", "inodes").line();
        return true;
    }

    private static void showProgram(Kernel kernel) {
        long inode = kernel.fs.find(PROGRAM);
        long size = inode < 0 ? inode : kernel.fs.sizeOf(inode);
        Console console = line(kernel, "elf").text(PROGRAM);
        if (size < 0) {
            console.text(": ").text(FsError.of(size).text()).line();
            return;
        }
        console.text(", inode ").number(inode).text(", ").size(size);
        long pages = size / FrameAllocator.PAGE_SIZE + 1;
        Addr file = kernel.frames.allocate(pages);
        if (file.value() == 0) {
            console.text(": no memory to read it").line();
            return;
        }
        long read = kernel.fs.read(inode, file, size, 0);
        if (read < 0) {
            console.text(": ").text(FsError.of(read).text()).line();
        } else {
            showSegments(kernel, new Elf(file), read);
        }
        kernel.frames.deallocate(file);
    }

    private static void showSegments(Kernel kernel, Elf elf, long length) {
        Console console = kernel.console;
        ElfError error = elf.check(length);
        if (error != ElfError.NONE) {
            console.text(": ").text(error.text()).line();
            return;
        }
        console.text(", entry ").hex(elf.entry(), 8).line();
        for (int i = 0; i < elf.programHeaders(); i++) {
            ProgramHeader header = elf.programHeader(i);
            if (header.isLoad()) {
                console.tab(COLUMN).text("PT_LOAD  vaddr ").hex(header.vaddr(), 8);
                console.text("  filesz ").hex(header.filesz(), 6);
                console.text("  memsz ").hex(header.memsz(), 6).text("  ");
                flag(console, header.flags() & ProgramHeader.R, 'r');
                flag(console, header.flags() & ProgramHeader.W, 'w');
                flag(console, header.flags() & ProgramHeader.X, 'x');
                console.line();
            }
        }
    }

    private static void flag(Console console, int bit, char letter) {
        console.put(bit != 0 ? letter : '-');
    }

    private static void spawnInit(Kernel kernel) {
        Proc init = kernel.scheduler.spawnKernel("init_process", Symbol.address("init_process"), 0, KInit.satp(kernel));
        if (init == null) {
            line(kernel, "init")
                    .text("can't be started: the process table or the memory is full")
                    .line();
        } else {
            line(kernel, "init").text("init_process is pid ").number(init.pid()).line();
        }
    }
}
