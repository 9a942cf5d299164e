package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;
import static vesper.isa.Register.ZERO;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;
import vesper.isa.ElfWriter;

/** What guests of Spike's say through {@code tohost}. */
@Timeout(60)
class HtifTest {
    private static final int HARTS = 4;
    private static final int BYTES_OF_EACH = 200;
    private static final long PUT_CHARACTER = 0x0101L << 48;

    private record Run(Ending ending, String console) {}

    private int asked;
    private String typed = "";

    private Run run(int harts, boolean singleThread, Consumer<Assembler> guest) throws BadInput, InterruptedException {
        Assembler a = new Assembler();
        a.label("_start");
        guest.accept(a);
        a.label("end");
        a.j("end");
        a.section(".data");
        for (String word : new String[] {"tohost", "fromhost", "lock", "count"}) {
            a.align(6);
            a.globl(word);
            a.label(word);
            a.dword(0L);
        }
        byte[] elf = ElfWriter.write(a.assemble(MemoryMap.RAM_BASE));
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        MachineConfig config = MachineConfig.builder()
                .memory(1 << 20)
                .harts(harts)
                .acceleration(new Acceleration(Translation.WHEN_HOT, singleThread))
                .kernel(new ImageFile("guest", elf))
                .build();
        try (Machine machine = new Machine(config, console)) {
            Thread typist = Thread.ofPlatform().start(() -> typeInto(machine));
            Ending ending = machine.run();
            typist.join();
            return new Run(ending, console.toString(StandardCharsets.UTF_8));
        }
    }

    private void typeInto(Machine machine) {
        for (byte each : typed.getBytes(StandardCharsets.US_ASCII)) {
            while (!machine.receive(each)) {
                Thread.onSpinWait(); // no power yet
            }
        }
    }

    private Run run(Consumer<Assembler> guest) throws BadInput, InterruptedException {
        return run(1, false, guest);
    }

    /** Stores a command and waits until the host has taken it. */
    private void ask(Assembler a, long command) {
        String taken = "taken" + asked++;
        a.la(T0, "tohost");
        a.li(T1, command);
        a.sd(T1, 0, T0);
        a.label(taken);
        a.ld(T2, 0, T0);
        a.bnez(T2, taken);
    }

    private static void exit(Assembler a, long code) {
        a.la(T0, "tohost");
        a.li(T1, (code << 1) | 1);
        a.sd(T1, 0, T0);
    }

    @Test
    void aByteForTheConsoleIsNoExit() throws BadInput, InterruptedException {
        Run run = run(a -> {
            for (char c : "He said: \u007f\n".toCharArray()) {
                ask(a, PUT_CHARACTER | c);
            }
            exit(a, 0);
        });
        assertEquals(new Run(new Ending(0, ""), "He said: \u007f\n"), run);
    }

    /** Three bytes, whether they come before the guest asks or after it. */
    @Test
    void aByteOfTheConsolesComesWhenItIsAskedFor() throws BadInput, InterruptedException {
        typed = "abc";
        Run run = run(a -> {
            a.li(S1, 3);
            a.label("next");
            ask(a, 0x0100L << 48);
            a.la(T0, "fromhost");
            a.label("wait");
            a.ld(T1, 0, T0);
            a.beqz(T1, "wait");
            a.sd(ZERO, 0, T0);
            a.li(T2, (0x0100L << 48) | 0x100);
            a.sub(T1, T1, T2);
            a.li(T2, PUT_CHARACTER);
            a.or(T1, T1, T2);
            a.la(T0, "tohost");
            a.sd(T1, 0, T0);
            a.label("written");
            a.ld(T2, 0, T0);
            a.bnez(T2, "written");
            a.addi(S1, S1, -1);
            a.bnez(S1, "next");
            exit(a, 0);
        });
        assertEquals(new Run(new Ending(0, ""), "abc"), run);
    }

    /** Device and command are no part of the code, and a device's that isn't there is taken and does nothing. */
    @ParameterizedTest
    @CsvSource({
        "0x0101000000000065",
        "0x0100000000000000",
        "0x01ff000000000001",
        "0x0001000000000001",
        "0x0200000000000003",
        "0xff00000000000001"
    })
    void whatIsNoExitIsTaken(String command) throws BadInput, InterruptedException {
        Run run = run(a -> {
            ask(a, Long.parseUnsignedLong(command.substring(2), 16));
            exit(a, 5);
        });
        assertEquals(5, run.ending.status());
        assertEquals("tohost: the guest failed with code 5", run.ending.message());
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void eachHartsBytesAreWrittenOnce(boolean singleThread) throws BadInput, InterruptedException {
        Run run = run(HARTS, singleThread, a -> {
            a.li(S1, BYTES_OF_EACH);
            a.label("next");
            a.la(S0, "lock");
            a.li(T1, 1);
            a.label("acquire");
            a.amoswap_d(T2, T1, S0);
            a.bnez(T2, "acquire");
            a.la(T0, "tohost");
            a.label("busy");
            a.ld(T2, 0, T0);
            a.bnez(T2, "busy");
            a.li(T1, PUT_CHARACTER | 'a');
            a.add(T1, T1, A0); // mhartid: a letter for each hart
            a.sd(T1, 0, T0);
            a.fence();
            a.amoswap_d(ZERO, ZERO, S0);
            a.addi(S1, S1, -1);
            a.bnez(S1, "next");
            a.la(T0, "count");
            a.li(T1, 1);
            a.amoadd_d(T2, T1, T0);
            a.li(T1, HARTS - 1);
            a.bne(T2, T1, "end");
            exit(a, 0);
        });
        assertEquals(new Ending(0, ""), run.ending);
        for (int hart = 0; hart < HARTS; hart++) {
            char letter = (char) ('a' + hart);
            assertEquals(
                    BYTES_OF_EACH, run.console.chars().filter(c -> c == letter).count(), "hart " + hart);
        }
        assertEquals(HARTS * BYTES_OF_EACH, run.console.length());
    }

    /** As the runtime of riscv-tests' benchmarks has it; {@code fromhost} then says that it is done. */
    private static void systemCall(Assembler a, String... call) {
        a.la(T0, "tohost");
        a.la(T1, "call");
        a.sd(T1, 0, T0);
        a.la(T0, "fromhost");
        a.label("wait");
        a.ld(T2, 0, T0);
        a.beqz(T2, "wait");
        a.la(T0, "call");
        a.ld(S0, 0, T0); // the result
        a.section(".data");
        a.align(6);
        a.label("call");
        for (String word : call) {
            if (Character.isDigit(word.charAt(0))) {
                a.dword(Long.decode(word));
            } else {
                a.dword(word);
            }
        }
        a.space((8 - call.length) * 8L);
        a.label("text");
        a.ascii("forty-two\n");
        a.section(".text");
    }

    /** Ends with the call's result as the code. */
    private static void exitWithResult(Assembler a) {
        a.slli(S0, S0, 1);
        a.ori(S0, S0, 1);
        a.la(T0, "tohost");
        a.sd(S0, 0, T0);
    }

    @Test
    void aWriteGoesToTheConsole() throws BadInput, InterruptedException {
        Run run = run(a -> {
            systemCall(a, "64", "1", "text", "10");
            exitWithResult(a);
        });
        assertEquals("forty-two\n", run.console);
        assertEquals(10, run.ending.status());
    }

    @ParameterizedTest
    @CsvSource({"3, text, -9", "1, 0x1000, -14", "1, tohost, 0"})
    void aWriteThatCannotBeSaysWhy(String file, String from, long result) throws BadInput, InterruptedException {
        Run run = run(a -> {
            systemCall(a, "64", file, from, result == 0 ? "0" : "8");
            a.addi(S0, S0, -result);
            exitWithResult(a);
        });
        assertEquals(new Run(new Ending(0, ""), ""), run);
    }

    @ParameterizedTest
    @CsvSource({"93, 7, 7, the guest failed with code 7", "93, 0, 0, ''", "57, 1, 1, system call 57 is not served"})
    void otherCallsEndTheMachine(String number, String argument, int status, String message)
            throws BadInput, InterruptedException {
        Run run = run(a -> systemCall(a, number, argument));
        assertEquals(status, run.ending.status());
        assertEquals(message, run.ending.message().replaceFirst("^tohost: ", "").replaceFirst(";.*", ""));
    }

    @Test
    void aCallThatLiesNowhereEndsTheMachine() throws BadInput, InterruptedException {
        Run run = run(a -> {
            a.la(T0, "tohost");
            a.li(T1, 0x7fff_0000L);
            a.sd(T1, 0, T0);
        });
        assertEquals(new Ending(1, "tohost: 0x7fff0000 is no exit code, and no system call lies there"), run.ending);
    }
}
