package vesper.kernel.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.kernel.abi.SystemCallNumber.EXIT;
import static vesper.kernel.abi.SystemCallNumber.PING;
import static vesper.kernel.abi.SystemCallNumber.READ;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vesper.kernel.Kernel;
import vesper.kernel.board.Board;
import vesper.kernel.boot.BootFixture;
import vesper.kernel.boot.MemoryMap;
import vesper.kernel.lock.LockOrder;
import vesper.kernel.lock.SpinLock;
import vesper.kernel.proc.Proc;
import vesper.kernel.proc.ProcessState;
import vesper.metal.Addr;
import vesper.metal.CodeMap;
import vesper.metal.Csr;
import vesper.metal.host.CodeMapWriter;
import vesper.metal.host.HostDevice;
import vesper.metal.host.HostMemory;

class TrapsTest {
    private static final long CODE = 0x1000;

    private final Board board = new Board(4 << 20);
    private final Kernel kernel = board.kernel();

    private final List<Long> stops = new ArrayList<>();
    private final HostMemory.Region finisher = HostMemory.deviceAt(MemoryMap.FINISHER, 0x1000, new HostDevice() {
        @Override
        public long load(long offset, int width) {
            return 0;
        }

        @Override
        public void store(long offset, long value, int width) {
            stops.add(value);
        }
    });

    @BeforeEach
    void boot() {
        board.noDisk();
        BootFixture.boot(board);
        writeCodeMap();
        board.uart().clear();
    }

    /** Two functions: "outer" calls "inner", whose check at CODE + 0x20 has failed. */
    private void writeCodeMap() {
        CodeMapWriter map = new CodeMapWriter();
        int inner = map.method("Inner.check", "Inner.java");
        int inlined = map.method("Inner.helper", "Helper.java");
        int outer = map.method("Outer.run", "Outer.java");
        map.function((int) CODE, (int) CODE + 0x40, (int) CODE + 4, 32, inner);
        map.function((int) CODE + 0x40, (int) CODE + 0x80, (int) CODE + 0x44, 48, outer);
        map.site((int) CODE + 0x20, 7, inlined, map.caller(15, inner, CodeMap.NO_ROW), Optional.of("it broke"));
        map.site((int) CODE + 0x60, 99, outer, CodeMap.NO_ROW, Optional.empty());
        HostMemory.write(MemoryMap.rodataStart().value(), map.write());
    }

    @AfterEach
    void close() {
        finisher.close();
        board.close();
    }

    private long code(long offset) {
        return board.ramBase() + CODE + offset;
    }

    private Proc startInit() {
        board.tick();
        board.uart().clear();
        return (Proc) kernel.hart.context();
    }

    private TrapFrame frame() {
        return new TrapFrame(kernel.hart.context().frame());
    }

    private long syscall(long number, long a0, long a1, long a2, long a3) {
        TrapFrame frame = frame();
        frame.setReg(TrapFrame.A7, number);
        frame.setReg(TrapFrame.A0, a0);
        frame.setReg(TrapFrame.A1, a1);
        frame.setReg(TrapFrame.A2, a2);
        frame.setReg(TrapFrame.A3, a3);
        board.trap(9, code(0), 0);
        return frame.reg(TrapFrame.A0);
    }

    @Test
    void tickSetsTheNextOneASecondOnAndSwitchesFrames() {
        board.clint().setTime(77);
        board.tick();
        assertEquals(10_000_077, board.clint().deadline());
        assertEquals("init_process", kernel.hart.context().name());
        assertEquals(kernel.hart.context().frame().value(), Csr.read(Csr.MSCRATCH));
    }

    @Test
    void processGoesOnWhereItWasInterrupted() {
        Proc init = startInit();
        assertEquals(code(0x123), board.trap(Board.INTERRUPT | Board.TIMER, code(0x123), 0));
        assertEquals(init, kernel.hart.context());
    }

    @Test
    void holderOfALockIsNotSwitchedAwayFrom() {
        SpinLock lock = new SpinLock(1);
        lock.acquire();
        board.tick();
        assertEquals("skmain", kernel.hart.context().name());
        lock.release();
        board.tick();
        assertEquals("init_process", kernel.hart.context().name());
    }

    @Test
    void nobodyIsWokenWhileALockIsHeldThatTheSchedulerMayWant() {
        Proc init = startInit();
        syscall(PING, 1, 0, 0, 0); // it rests, and skmain goes on
        SpinLock lock = new SpinLock(LockOrder.RUN_QUEUE);
        lock.acquire();
        board.tick();
        assertEquals(ProcessState.RESTING, init.state());
        lock.release();
        board.tick();
        assertEquals(init, kernel.hart.context());
    }

    @Test
    void loadPageFaultPrintsAndSkipsTheInstruction() {
        startInit();
        new Addr(code(0)).set16(0, 0x0003); // four bytes long
        new Addr(code(4)).set16(0, 0x4001); // two
        assertEquals(code(4), board.trap(13, code(0), 0xdead_beefL));
        assertEquals(code(6), board.trap(15, code(4), 0x10));
        String pc = "0x" + Long.toHexString(code(0));
        String next = "0x" + Long.toHexString(code(4));
        assertEquals(
                "trap: LoadPageFault of 0xdeadbeef at " + pc + " in init_process (pid 1): the instruction is skipped\n"
                        + "trap: StorePageFault of 0x10 at " + next
                        + " in init_process (pid 1): the instruction is skipped\n",
                board.uart().output());
    }

    @Test
    void illegalInstructionEndsTheProcessAndNothingElse() {
        startInit();
        board.trap(2, code(0), 0xffff);
        assertTrue(board.uart().output().contains("IllegalInstruction of 0xffff"));
        assertTrue(board.uart().output().endsWith("in init_process (pid 1): the process ends\n"));
        assertEquals("skmain", kernel.hart.context().name());
        assertEquals(0, kernel.processes.count());
        board.tick();
        assertEquals("skmain", kernel.hart.context().name());
    }

    @Test
    void fetchPageFaultEndsTheProcess() {
        startInit();
        board.trap(12, 0x10, 0x10);
        assertEquals(0, kernel.processes.count());
    }

    @Test
    void pageFaultOfSkmainIsSkippedToo() {
        new Addr(code(0)).set16(0, 0x0003);
        assertEquals(code(4), board.trap(13, code(0), 0));
        assertTrue(board.uart().output().contains(" in skmain: the instruction is skipped"));
    }

    @Test
    void spuriousClaimIsTold() {
        board.trap(Board.INTERRUPT | Board.EXTERNAL, code(0), 0);
        assertEquals("trap: the PLIC has nothing to claim (1)\n", board.uart().output());
        assertEquals(List.of(), board.plic().completed());
    }

    @Test
    void interruptOfAnUnknownSourceIsToldAndCompleted() {
        board.interrupt(5);
        board.interrupt(33);
        assertEquals("""
                trap: interrupt of source 5, which nobody handles
                trap: interrupt of source 33, which nobody handles
                """, board.uart().output());
        assertEquals(List.of(5, 33), board.plic().completed());
    }

    @Test
    void typingEchoesAndIsCompleted() {
        board.type("hi");
        assertEquals("hi", board.uart().output());
        assertEquals(List.of(MemoryMap.UART_IRQ), board.plic().completed());
    }

    @Test
    void messageDoesNotRunIntoWhatIsTyped() {
        startInit();
        board.type("half a line");
        syscall(PING, 1, 0, 0, 0);
        assertTrue(board.uart().output().startsWith("half a line\nfirst ping by "), board.uart()::output);
    }

    @Test
    void statusTellsOfPings() {
        startInit();
        syscall(PING, 1, 0, 0, 0);
        board.uart().clear();
        board.clint().setTime(30_000_000);
        board.type("\024");
        assertTrue(board.uart().output().startsWith("up 3 s, 1 process, 1 ping, "), board.uart()::output);
    }

    @Test
    void unknownSystemCallIsToldAndRefused() {
        startInit();
        assertEquals(-38, syscall(1234, 0, 0, 0, 0));
        assertEquals(
                "unknown system call 1234 by init_process (pid 1)\n",
                board.uart().output());
        assertEquals(-38, syscall(1L << 32 | EXIT, 0, 0, 0, 0));
        assertEquals(1, kernel.processes.count());
    }

    @Test
    void systemCallGoesOnBehindTheEcall() {
        startInit();
        frame().setReg(TrapFrame.A7, 1234);
        assertEquals(code(4), board.trap(9, code(0), 0));
    }

    @Test
    void exitedProcessIsNeverResumed() {
        startInit();
        long free = kernel.frames.free();
        syscall(EXIT, 3, 0, 0, 0);
        assertEquals(
                "exit with status 3 by init_process (pid 1)\n", board.uart().output());
        assertEquals(free + 3, kernel.frames.free());
        for (int i = 0; i < 3; i++) {
            board.tick();
            assertEquals("skmain", kernel.hart.context().name());
        }
    }

    @Test
    void readRefusesABufferOutsideOfTheHeap() {
        startInit();
        assertEquals(-14, syscall(READ, 1, MemoryMap.textStart().value(), 8, 0));
        assertEquals(-14, syscall(READ, 1, kernel.frames.base().value(), 1L << 40, 0));
        assertEquals(-22, syscall(READ, 1, kernel.frames.base().value(), -1, 0));
        assertEquals(-2, syscall(READ, 1, kernel.frames.base().value(), 8, 0)); // nothing is mounted
    }

    @Test
    void seventeenthProcessIsRefused() {
        for (int i = 0; i < 15; i++) {
            assertNotNull(kernel.scheduler.spawnKernel("more", new Addr(code(0)), 0, 0));
        }
        assertNull(kernel.scheduler.spawnKernel("more", new Addr(code(0)), 0, 0));
    }

    @Test
    void failedCheckIsAPanicThatNamesFileLineAndCallers() {
        TrapFrame frame = frame();
        Addr stack = kernel.frames.allocate(1).plus(4096 - 32 - 48);
        frame.setReg(TrapFrame.SP, stack.value());
        stack.set64(32 - 8, code(0x64)); // inner returns into outer
        stack.set64(32 + 48 - 8, 0);
        assertThrows(Board.Stopped.class, () -> board.trap(3, code(0x20), 0));
        assertEquals("""
                PANIC on hart 0: it broke
                    at Inner.helper(Helper.java:7)
                    at Inner.check(Inner.java:15)
                    at Outer.run(Outer.java:99)
                The machine stops here.
                """, board.uart().output());
        assertEquals(List.of(0x1_3333L), stops);
    }

    @Test
    void panicOfAStackThatIsNoneStillEnds() {
        frame().setReg(TrapFrame.SP, 0x1234_5671);
        assertThrows(Board.Stopped.class, () -> board.trap(3, code(0x20), 0));
        assertTrue(board.uart().output().endsWith("The machine stops here.\n"));
    }

    @Test
    void trapInTheTrapHandlerIsAPanicAndDoesNotLoop() {
        TrapFrame frame = new TrapFrame(kernel.hart.nestedFrame());
        long fromM = 3L << 11;
        for (int i = 0; i < 3; i++) {
            assertThrows(Board.Stopped.class, () -> kernel.traps.handle(code(0x2000), 0x99, 5, fromM, frame));
        }
        String output = board.uart().output();
        assertTrue(output.startsWith("PANIC on hart 0: LoadAccessFault of 0x99 at "), output);
        assertEquals(2, output.split("PANIC", -1).length - 1);
        assertTrue(output.contains("PANIC in a panic"), output);
    }
}
