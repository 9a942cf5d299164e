package vesper.image;

import vesper.aot.CompileError;
import vesper.aot.Compiler;
import vesper.isa.ElfWriter;
import vesper.user.Hello;
import vesper.user.Segments;
import vesper.user.Start;

/** The programs on the disk, as ELF files without debugging sections. */
final class Programs {
    private static final long HELLO_BASE = 0x1_0000;
    private static final long SEGMENTS_BASE = 0x40_0000;

    private Programs() {}

    static byte[] hello() throws CompileError {
        return program(HELLO_BASE, Hello.class);
    }

    static byte[] segments() throws CompileError {
        return program(SEGMENTS_BASE, Segments.class);
    }

    private static byte[] program(long base, Class<?> main) throws CompileError {
        return ElfWriter.write(new Compiler(Programs.class.getClassLoader())
                .base(base)
                .root(Start.class.getName())
                .root(main.getName())
                .compile()
                .program());
    }
}
