package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.A2;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;
import static vesper.isa.Register.ZERO;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.ElfWriter;

/** Power on to power off, with guests of a few instructions. */
@Timeout(60)
class MachineTest {
    private static final long UART = MemoryMap.UART.base();
    private static final long FINISHER = MemoryMap.FINISHER.base();

    private record Run(Ending ending, String console) {}

    private static MachineConfig.Builder config() {
        return MachineConfig.builder().memory(1 << 20);
    }

    private static Run run(MachineConfig.Builder config, Consumer<Assembler> guest)
            throws BadInput, InterruptedException {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        Ending ending = run(config, console, guest);
        return new Run(ending, console.toString(StandardCharsets.UTF_8));
    }

    private static Ending run(MachineConfig.Builder config, OutputStream console, Consumer<Assembler> guest)
            throws BadInput, InterruptedException {
        Assembler a = new Assembler();
        a.label("_start");
        guest.accept(a);
        a.label("end");
        a.j("end");
        byte[] elf = ElfWriter.write(a.assemble(MemoryMap.RAM_BASE));
        try (Machine machine =
                new Machine(config.kernel(new ImageFile("guest", elf)).build(), console)) {
            return machine.run();
        }
    }

    private static void store32(Assembler a, long address, long value) {
        a.li(T0, address);
        a.li(T1, value);
        a.sw(T1, 0, T0);
    }

    @ParameterizedTest
    @CsvSource({"0x5555, 0", "0x73333, 7", "0x3333, 0", "0xffff3333, 255"})
    void theFinishersCodeIsTheStatus(String stored, int status) throws BadInput, InterruptedException {
        Run run = run(config(), a -> store32(a, FINISHER, Long.decode(stored)));
        assertEquals(new Ending(status, ""), run.ending);
    }

    @Test
    void theHartThatPowersOffStopsAtItsNextBlock() throws BadInput, InterruptedException {
        Run run = run(config(), a -> {
            store32(a, FINISHER, 0x5555);
            a.j("next");
            a.label("next");
            store32(a, UART, 'x');
        });
        assertEquals("", run.console);
    }

    @Test
    void whatTheGuestSentBeforePowerOffIsWritten() throws BadInput, InterruptedException {
        Run run = run(config(), a -> {
            for (char c : "hello\n".toCharArray()) {
                store32(a, UART, c);
            }
            store32(a, FINISHER, 0x5555);
        });
        assertEquals("hello\n", run.console);
    }

    @Test
    void whatCantBeWrittenIsToldThoughTheGuestHasPoweredOff() throws BadInput, InterruptedException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Ending ending = run(config(), full, a -> {
            store32(a, UART, 'x');
            store32(a, FINISHER, 0x5555);
        });
        assertEquals(new Ending(1, "the console's output can't be written: No space left on device"), ending);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, ''", "3, 1, code 1", "1337, 255, code 668", "6, 1, no exit code"})
    void aStoreToTohostEndsTheMachine(long stored, int status, String message) throws BadInput, InterruptedException {
        Run run = run(config(), a -> {
            a.la(T0, "tohost");
            a.sd(ZERO, 0, T0); // zero is no request
            a.li(T1, stored);
            a.sd(T1, 0, T0);
            a.label("wait");
            a.j("wait");
            a.section(".data");
            a.align(6);
            a.globl("tohost");
            a.label("tohost");
            a.dword(0L);
            a.section(".text");
        });
        assertEquals(status, run.ending.status());
        assertTrue(run.ending.message().contains(message), run.ending.message());
    }

    private static void rebootingGuest(Assembler a) {
        a.li(T0, MemoryMap.RAM_BASE + 0x8_0000); // RAM that no image covers keeps its contents
        a.ld(T1, 0, T0);
        a.addi(T1, T1, 1);
        a.sd(T1, 0, T0);
        a.li(T0, UART);
        a.addi(T2, T1, '0');
        a.sb(T2, 0, T0);
        a.li(T0, FINISHER);
        a.li(T2, 3);
        a.beq(T1, T2, "off");
        a.li(T1, 0x7777);
        a.sw(T1, 0, T0);
        a.label("off");
        a.li(T1, 0x5555);
        a.sw(T1, 0, T0);
    }

    @Test
    void aResetStartsTheGuestAgain() throws BadInput, InterruptedException {
        Run run = run(config().harts(2), a -> {
            a.csrr(A0, Csrs.MHARTID);
            a.bnez(A0, "end");
            rebootingGuest(a);
        });
        assertEquals(new Run(new Ending(0, ""), "123"), run);
    }

    @Test
    void withoutRebootAResetEndsTheMachine() throws BadInput, InterruptedException {
        Run run = run(config().reboot(false), MachineTest::rebootingGuest);
        assertEquals(new Run(new Ending(0, ""), "1"), run);
    }

    @Test
    void hartsStartWithTheirIdTheDeviceTreeAndTheInfoForFirmware() throws BadInput, InterruptedException {
        Run run = run(config().harts(3), a -> {
            a.csrr(T0, Csrs.MHARTID);
            a.bne(T0, A0, "wrong");
            a.lwu(T0, 0, A1);
            a.li(T1, 0xedfe_0dd0L);
            a.bne(T0, T1, "wrong");
            a.ld(T0, 0, A2);
            a.li(T1, 0x4942_534f);
            a.bne(T0, T1, "wrong");
            a.la(T0, "arrived");
            a.li(T1, 1);
            a.amoadd_d(T2, T1, T0);
            a.li(T1, 2);
            a.bne(T2, T1, "end"); // the last one powers off
            store32(a, FINISHER, 0x5555);
            a.label("wrong");
            store32(a, FINISHER, 0x1_3333);
            a.section(".data");
            a.align(3);
            a.label("arrived");
            a.dword(0L);
            a.section(".text");
        });
        assertEquals(new Ending(0, ""), run.ending);
    }

    @Test
    void theUserCanEndIt() throws BadInput, InterruptedException {
        byte[] loop = {0x6f, 0, 0, 0};
        try (Machine machine =
                new Machine(config().kernel(new ImageFile("loop", loop)).build(), new ByteArrayOutputStream())) {
            machine.end(new Ending(0, "enough"));
            assertEquals(new Ending(0, "enough"), machine.run());
            assertTrue(machine.stats().contains("hart-0"), machine.stats());
        }
    }
}
