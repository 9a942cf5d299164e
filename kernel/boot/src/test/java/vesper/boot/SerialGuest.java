package vesper.boot;

import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vesper.isa.Assembler;
import vesper.isa.ElfWriter;
import vesper.machine.MemoryMap;

/** Guests for tests of the console. Each prints {@code >} when it is there. */
final class SerialGuest {
    private static final int LSR = 5;
    private static final int DATA_READY = 1;
    private static final int TRANSMITTER_EMPTY = 1 << 5;

    private SerialGuest() {}

    /** One that reads nothing, and sleeps. */
    static Path deaf(Path folder) throws IOException {
        Assembler a = beginning();
        a.label("sleep");
        a.wfi();
        a.j("sleep");
        return write(a, folder.resolve("deaf.elf"));
    }

    /** One that sends back what it reads. */
    static Path echo(Path folder) throws IOException {
        Assembler a = beginning();
        a.label("read");
        a.lbu(T2, LSR, T0);
        a.andi(T2, T2, DATA_READY);
        a.beqz(T2, "read");
        a.lbu(T1, 0, T0);
        a.label("wait");
        a.lbu(T2, LSR, T0);
        a.andi(T2, T2, TRANSMITTER_EMPTY);
        a.beqz(T2, "wait");
        a.sb(T1, 0, T0);
        a.j("read");
        return write(a, folder.resolve("echo.elf"));
    }

    private static Assembler beginning() {
        Assembler a = new Assembler();
        a.section(".text");
        a.globl("_start");
        a.label("_start");
        a.li(T0, MemoryMap.UART.base());
        a.li(T1, '>');
        a.sb(T1, 0, T0);
        return a;
    }

    private static Path write(Assembler a, Path file) throws IOException {
        return Files.write(file, ElfWriter.write(a.assemble(MemoryMap.RAM_BASE)));
    }
}
