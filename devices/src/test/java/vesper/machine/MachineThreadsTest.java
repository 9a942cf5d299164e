package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.T0;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.device.Await;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;
import vesper.isa.ElfWriter;

/** However a machine is left, none of its threads stays. */
@Timeout(120)
class MachineThreadsTest {
    private static final Ending CLOSED = new Ending(0, "the machine was closed");

    private final Set<Thread> before = threads();

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** Without JUnit's, the tests' own, and the one that frees the RAM of all machines there ever are. */
    private List<String> machineThreads() {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.matches("junit.*|runner|Cleaner-.*"))
                .toList();
    }

    @AfterEach
    void noThreadOfTheMachineIsLeft() {
        Await.until(
                "no thread left of " + machineThreads(), () -> machineThreads().isEmpty());
    }

    private static Machine machine(boolean singleThread, Assembler guest, OutputStream console) throws BadInput {
        byte[] elf = ElfWriter.write(guest.assemble(MemoryMap.RAM_BASE));
        MachineConfig config = MachineConfig.builder()
                .memory(1 << 20)
                .harts(3)
                .acceleration(new Acceleration(Translation.WHEN_HOT, singleThread))
                .kernel(new ImageFile("guest", elf))
                .build();
        return new Machine(config, console);
    }

    private static Machine looping(boolean singleThread) throws BadInput {
        Assembler a = new Assembler();
        a.label("_start");
        a.j("_start");
        return machine(singleThread, a, new ByteArrayOutputStream());
    }

    /** A machine that does nothing but send, to this console. */
    private static Machine sending(OutputStream console) throws BadInput {
        Assembler a = new Assembler();
        a.label("_start");
        a.li(T0, MemoryMap.UART.base());
        a.label("again");
        a.sb(T0, 0, T0);
        a.j("again");
        return machine(false, a, console);
    }

    /** Runs it on a thread of its own, which is the result's to wait for. */
    private static Thread start(FutureTask<?> task) {
        return Thread.ofPlatform().daemon().name("runner").start(task);
    }

    private void awaitThread(String name) {
        Await.until("a thread " + name, () -> machineThreads().contains(name));
    }

    private static void assertInterrupted(FutureTask<?> task) {
        ExecutionException failure = assertThrows(ExecutionException.class, task::get);
        assertInstanceOf(InterruptedException.class, failure.getCause());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptOfTheCallerCutsThePower(boolean singleThread) throws Exception {
        try (Machine machine = looping(singleThread)) {
            FutureTask<Ending> run = new FutureTask<>(machine::run);
            Thread runner = start(run);
            awaitThread("translator");
            runner.interrupt();
            assertInterrupted(run);
            assertTrue(machine.stats().contains("hart-2"), machine.stats());
        }
    }

    @Test
    void anInterruptBeforeItRunsIsOneToo() throws Exception {
        try (Machine machine = looping(false)) {
            Callable<Ending> interrupted = () -> {
                Thread.currentThread().interrupt();
                return machine.run();
            };
            FutureTask<Ending> run = new FutureTask<>(interrupted);
            start(run);
            assertInterrupted(run);
        }
    }

    @Test
    void anInterruptDoesNotWaitForAConsoleThatTakesNothing() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        OutputStream stuck = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                entered.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        try (Machine machine = sending(stuck)) {
            FutureTask<Ending> run = new FutureTask<>(machine::run);
            Thread runner = start(run);
            entered.await();
            // until every hart waits for room, or for the port
            Await.until(
                    "no hart that runs",
                    () -> threads().stream()
                            .filter(thread -> thread.getName().startsWith("hart-") && !before.contains(thread))
                            .allMatch(thread -> thread.getState() == Thread.State.WAITING
                                    || thread.getState() == Thread.State.BLOCKED));
            runner.interrupt();
            assertInterrupted(run);
            Await.until(
                    "only uart-out",
                    () -> machineThreads().stream()
                            .allMatch(name -> name.equals("uart-out") || name.equals("translator")));
            release.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCloseByAnotherThreadEndsTheRun(boolean singleThread) throws Exception {
        Machine machine = looping(singleThread);
        FutureTask<Ending> run = new FutureTask<>(machine::run);
        start(run);
        awaitThread(singleThread ? "slices" : "hart-2");
        machine.close();
        machine.close();
        assertEquals(CLOSED, run.get());
    }

    @Test
    void aMachineClosedBeforeItRunsIsNotPoweredOn() throws Exception {
        Machine machine = looping(false);
        machine.close();
        machine.close();
        assertEquals(CLOSED, machine.run());
        assertEquals("", machine.stats());
    }

    @Test
    void aDevicesThreadThatThrowsEndsTheMachine() throws Exception {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) {
                throw new IllegalStateException("a console\nthat breaks");
            }
        };
        try (Machine machine = sending(broken)) {
            Ending ending = machine.run();
            assertEquals(1, ending.status());
            String expected = "machine fault (a bug in vesper): thread uart-out: "
                    + "java.lang.IllegalStateException: a console that breaks at vesper.machine.MachineThreadsTest";
            assertTrue(ending.message().startsWith(expected), ending.message());
        }
    }
}
