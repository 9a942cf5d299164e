package vesper.kernel.selftest;

import vesper.kernel.exec.Elf;
import vesper.kernel.exec.ElfError;
import vesper.kernel.exec.ProgramHeader;
import vesper.metal.Addr;

/**
 * A good ELF is taken, and of a damaged one that is taken, all that a loader would read lies in the file. The file ends
 * where the memory does, so that reading too far shows.
 */
public final class ElfCheck extends Check {
    private static final int HEADERS = 4;
    private static final int SIZE = 64 + 56 * HEADERS + 1024;

    public ElfCheck() {
        super("ELF reader", 200);
    }

    @Override
    protected String attempt(Addr memory) {
        Addr at = memory.plus(memoryNeeded() - SIZE);
        build(at);
        Elf elf = new Elf(at);
        if (elf.check(SIZE) != ElfError.NONE) {
            return "a good ELF is taken";
        }
        int damage = 1 + random.below(6);
        for (int i = 0; i < damage; i++) {
            if (random.oneIn(3)) {
                at.set64(8L * random.below((64 + 56 * HEADERS) / 8), random.next() >>> random.below(64));
            } else {
                at.set8(random.below(64 + 56 * HEADERS), (int) random.next());
            }
        }
        long length = random.oneIn(4) ? random.below(SIZE) : SIZE;
        Addr moved = memory.plus(memoryNeeded() - ((length + 7) & -8));
        for (long i = 0; i < length; i++) {
            moved.set8(i, at.u8(i));
        }
        Elf damaged = new Elf(moved);
        return damaged.check(length) == ElfError.NONE ? walk(damaged, length) : HOLDS;
    }

    private void build(Addr at) {
        for (int i = 0; i < SIZE; i += 8) {
            at.set64(i, 0);
        }
        at.set32(0, 0x464c_457f);
        at.set32(4, 0x0001_0102);
        at.set16(16, 2);
        at.set16(18, 0xf3);
        at.set64(24, 0x1_0000);
        at.set64(32, 64);
        at.set16(54, 56);
        at.set16(56, HEADERS);
        for (int i = 0; i < HEADERS; i++) {
            Addr header = at.plus(64 + 56L * i);
            header.set32(0, i == 3 ? 0x6474_e551 : 1); // the last is GNU_STACK
            header.set32(4, i == 0 ? 5 : 6);
            header.set64(8, 64 + 56 * HEADERS + 256L * i);
            header.set64(16, 0x1_0000 * (i + 1L));
            header.set64(32, 256);
            header.set64(40, 256L + random.below(1000));
        }
    }

    private static String walk(Elf elf, long length) {
        for (int i = 0; i < elf.programHeaders(); i++) {
            ProgramHeader header = elf.programHeader(i);
            if (header.isLoad()) {
                boolean inFile = header.offset() >= 0
                        && header.filesz() >= 0
                        && header.offset() <= length
                        && header.offset() + header.filesz() <= length;
                boolean inMemory = Long.compareUnsigned(header.filesz(), header.memsz()) <= 0
                        && Long.compareUnsigned(header.vaddr(), header.vaddr() + header.memsz()) <= 0;
                if (!inFile || !inMemory) {
                    return "what is taken lies in the file and in memory";
                }
            }
        }
        return HOLDS;
    }
}
