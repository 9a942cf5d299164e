package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;

import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vesper.isa.Assembler;
import vesper.isa.ElfWriter;

/** A machine that stays when its guest powers it off, and one whose clock is ahead of the host's. */
@Timeout(60)
class PowerOffTest {
    private static MachineConfig.Builder config(Consumer<Assembler> guest) {
        Assembler a = new Assembler();
        a.label("_start");
        guest.accept(a);
        a.label("end");
        a.j("end");
        ImageFile kernel = new ImageFile("guest", ElfWriter.write(a.assemble(MemoryMap.RAM_BASE)));
        return MachineConfig.builder().memory(1 << 20).kernel(kernel);
    }

    private static void sends(Assembler a, char c) {
        a.li(T0, MemoryMap.UART.base());
        a.li(T1, c);
        a.sb(T1, 0, T0);
    }

    private static void stores(Assembler a, long command) {
        a.li(T0, MemoryMap.FINISHER.base());
        a.li(T1, command);
        a.sw(T1, 0, T0);
    }

    @Test
    void withoutShutdownItStaysUntilSomebodyEndsIt() throws Exception {
        assertStays(config(a -> {
            sends(a, 'x');
            stores(a, 0x7_3333);
        }));
    }

    @Test
    void withoutShutdownAndRebootItStaysAtAResetToo() throws Exception {
        assertStays(config(a -> {
                    sends(a, 'x');
                    stores(a, 0x7777);
                })
                .reboot(false));
    }

    private static void assertStays(MachineConfig.Builder config)
            throws BadInput, InterruptedException, ExecutionException {
        CountDownLatch sent = new CountDownLatch(1);
        OutputStream console = new OutputStream() {
            @Override
            public void write(int b) {
                sent.countDown();
            }
        };
        try (Machine machine = new Machine(config.shutdown(false).build(), console)) {
            FutureTask<Ending> run = new FutureTask<>(machine::run);
            Thread.ofPlatform().start(run);
            sent.await();
            awaitThatNoHartRuns();
            machine.end(new Ending(3, "enough"));
            assertEquals(new Ending(3, "enough"), run.get());
        }
    }

    /** Then the power is off, and a machine that doesn't stay has its ending. */
    private static void awaitThatNoHartRuns() throws InterruptedException {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("hart-0"))) {
            Thread.sleep(1);
        }
    }

    @Test
    void theClockIsAheadOfTheHosts() throws BadInput, InterruptedException {
        Duration ahead = Duration.ofDays(100 * 365);
        // the uppermost byte of the nanoseconds changes every two years
        MachineConfig.Builder config = config(a -> {
            a.li(T0, MemoryMap.RTC.base());
            a.lwu(T1, 0, T0);
            a.lwu(T2, 4, T0);
            a.srli(T2, T2, 24);
            a.slli(T2, T2, 16);
            a.li(T1, 0x3333);
            a.or(T1, T1, T2);
            a.li(T0, MemoryMap.FINISHER.base());
            a.sw(T1, 0, T0);
        });
        Instant then = Instant.now().plus(ahead);
        long nanos = then.getEpochSecond() * 1_000_000_000 + then.getNano();
        try (Machine machine = new Machine(config.clockAhead(ahead).build(), OutputStream.nullOutputStream())) {
            assertEquals(nanos >>> 56, machine.run().status());
        }
    }
}
