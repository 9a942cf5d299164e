package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.S2;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.ZERO;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vesper.device.Await;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.ElfWriter;
import vesper.isa.FRegister;

/** A machine that is paused, looked into, changed, stepped and resumed, however it executes. */
@Timeout(120)
class HeldMachineTest {
    private static final long RAM = MemoryMap.RAM_BASE;
    private static final long DATA = RAM + 0x8000;
    private static final long MSIP = MemoryMap.CLINT.base();
    private static final Duration LONG = Duration.ofSeconds(60);

    static Stream<Acceleration> accelerations() {
        return Stream.of(
                new Acceleration(Translation.NEVER, false),
                new Acceleration(Translation.WHEN_HOT, false),
                new Acceleration(Translation.AT_ONCE, false),
                new Acceleration(Translation.WHEN_HOT, true));
    }

    private static Machine machine(Acceleration acceleration, int harts, Consumer<Assembler> guest) throws BadInput {
        Assembler a = new Assembler();
        a.label("_start");
        guest.accept(a);
        MachineConfig config = MachineConfig.builder()
                .memory(1 << 20)
                .harts(harts)
                .acceleration(acceleration)
                .kernel(new ImageFile("guest", ElfWriter.write(a.assemble(RAM))))
                .build();
        return new Machine(config, OutputStream.nullOutputStream());
    }

    /** Adds one to s1 for ever. */
    private static void counts(Assembler a) {
        a.label("count");
        a.addi(S1, S1, 1);
        a.j("count");
    }

    private static void powersOff(Assembler a, int status) {
        a.li(T0, MemoryMap.FINISHER.base());
        a.li(T1, 0x3333 | status << 16);
        a.sw(T1, 0, T0);
        a.label("end");
        a.j("end");
    }

    private static long s1(Machine machine, int hartid) {
        return machine.hart(hartid).x(9);
    }

    @ParameterizedTest
    @MethodSource("accelerations")
    void whilePausedNothingMovesAndAfterwardsAllGoesOn(Acceleration acceleration) throws Exception {
        try (Machine machine = machine(acceleration, 3, HeldMachineTest::counts)) {
            assertEquals(MachineState.NEW, machine.state());
            machine.start();
            long seen = 0;
            for (int round = 0; round < 20; round++) {
                assertEquals(MachineState.RUNNING, machine.state());
                machine.pause();
                assertEquals(MachineState.PAUSED, machine.state());
                long count = s1(machine, 1);
                long instret = machine.hart(1).instret();
                long time = machine.hart(1).csr("time");
                Thread.sleep(2);
                assertEquals(count, s1(machine, 1));
                assertEquals(instret, machine.hart(1).csr("instret"));
                assertEquals(time, machine.hart(0).csr("time"));
                long past = instret - 2 * count;
                assertTrue(past >= 0 && past < 100, "two instructions a round, and the way there: " + past);
                machine.resume();
                long before = seen;
                Await.until("hart 1 to go on", () -> {
                    machine.pause();
                    boolean on = s1(machine, 1) > before;
                    machine.resume();
                    return on;
                });
                seen = count;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("accelerations")
    void oneStepIsOneInstruction(Acceleration acceleration) throws Exception {
        try (Machine machine = machine(acceleration, 2, a -> {
            a.li(S0, 0);
            a.label("round");
            a.addi(S0, S0, 1);
            a.beqz(S0, "round");
            a.jal(S2, "on");
            a.label("never");
            a.j("never");
            a.label("on");
            a.csrr(S1, Csrs.MHARTID);
            a.jr(S2);
        })) {
            machine.startPaused();
            MachineHart hart = machine.hart(1);
            assertEquals(MemoryMap.ROM.base(), hart.pc());
            while (hart.pc() != RAM) {
                hart.step(1);
            }
            long instret = hart.instret();
            hart.step(2);
            assertEquals(1, hart.x(8));
            hart.step(1);
            assertEquals(RAM + 12, hart.pc());
            hart.step(1);
            assertEquals(RAM + 20, hart.pc());
            hart.step(1);
            assertEquals(1, hart.x(9));
            hart.step(1);
            assertEquals(RAM + 16, hart.pc());
            assertEquals(instret + 6, hart.instret());
            hart.step(1000);
            assertEquals(RAM + 16, hart.pc());
            assertEquals(MemoryMap.ROM.base(), machine.hart(0).pc());
            assertEquals(0, machine.hart(0).instret());
        }
    }

    @ParameterizedTest
    @MethodSource("accelerations")
    void whatIsChangedCounts(Acceleration acceleration) throws Exception {
        try (Machine machine = machine(acceleration, 1, a -> {
            counts(a);
            a.label("other");
            a.csrr(A0, Csrs.MSCRATCH);
            a.fmv_x_d(T0, FRegister.FT7);
            a.add(A0, A0, T0);
            a.add(A0, A0, S1);
            a.slli(A0, A0, 16);
            a.li(T1, 0x3333);
            a.or(T1, T1, A0);
            a.li(T0, MemoryMap.FINISHER.base());
            a.sw(T1, 0, T0);
            a.label("end");
            a.j("end");
        })) {
            machine.start();
            machine.pause();
            MachineHart hart = machine.hart(0);
            hart.setX(9, 4);
            hart.setX(0, 4);
            hart.setF(7, 30);
            hart.setCsr("mstatus", 0x6000);
            hart.setCsr("mscratch", 8);
            hart.setPc(RAM + 8);
            assertEquals(0, hart.x(0));
            assertEquals(30, hart.f(7));
            assertEquals(8, hart.csr("mscratch"));
            machine.resume();
            assertEquals(Optional.of(new Ending(42, "")), machine.await(LONG));
            assertEquals(MachineState.ENDED, machine.state());
            assertEquals(42L << 16 | 0x3333, machine.hart(0).x(6));
        }
    }

    @ParameterizedTest
    @MethodSource("accelerations")
    void codeThatIsWrittenIsExecuted(Acceleration acceleration) throws Exception {
        Assembler a = new Assembler();
        powersOff(a, 7);
        byte[] elf = ElfWriter.write(a.assemble(RAM));
        byte[] code = new byte[0x20];
        ByteBuffer.wrap(elf)
                .order(ByteOrder.LITTLE_ENDIAN)
                .get((int) ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN).getLong(64 + 8), code);
        try (Machine machine = machine(acceleration, 1, HeldMachineTest::counts)) {
            machine.start();
            Await.until("hot code", () -> {
                machine.pause();
                boolean hot = s1(machine, 0) > 1_000_000;
                machine.resume();
                return hot;
            });
            machine.pause();
            machine.hart(0).memory().write(RAM, code);
            machine.hart(0).setPc(RAM);
            machine.resume();
            assertEquals(Optional.of(new Ending(7, "")), machine.await(LONG));
        }
    }

    @ParameterizedTest
    @MethodSource("accelerations")
    void aHartInWfiStaysThereUntilItIsWoken(Acceleration acceleration) throws Exception {
        try (Machine machine = machine(acceleration, 1, a -> {
            a.li(T0, 8);
            a.csrs(Csrs.MIE, T0);
            a.wfi();
            powersOff(a, 5);
        })) {
            machine.start();
            for (int round = 0; round < 20; round++) {
                Await.until("the hart in wfi", () -> {
                    machine.pause();
                    boolean waits = machine.hart(0).waits();
                    machine.resume();
                    return waits;
                });
            }
            machine.pause();
            assertEquals(RAM + 12, machine.hart(0).pc());
            machine.memory().store(MSIP, 1, 4);
            assertTrue(machine.hart(0).waits());
            machine.resume();
            assertEquals(Optional.of(new Ending(5, "")), machine.await(LONG));
        }
    }

    @ParameterizedTest
    @MethodSource("accelerations")
    void aResetLoadsEverythingAgainAndStaysPausedOrRunning(Acceleration acceleration) throws Exception {
        try (Machine machine = machine(acceleration, 2, HeldMachineTest::counts)) {
            machine.start();
            machine.reset();
            assertEquals(MachineState.RUNNING, machine.state());
            machine.pause();
            machine.memory().store(RAM, 0, 8);
            machine.memory().store(DATA, 1, 1);
            machine.reset();
            assertEquals(MachineState.PAUSED, machine.state());
            assertEquals(MemoryMap.ROM.base(), machine.hart(1).pc());
            assertEquals(0, machine.hart(1).instret());
            assertFalse(machine.memory().load(RAM, 8) == 0);
            machine.resume();
            Await.until("to count again", () -> {
                machine.pause();
                boolean counts = s1(machine, 1) > 0;
                machine.resume();
                return counts;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("accelerations")
    void memoryIsReadAndWrittenPhysicallyAndAsAHartSeesIt(Acceleration acceleration) throws Exception {
        try (Machine machine = machine(acceleration, 1, HeldMachineTest::counts)) {
            machine.startPaused();
            MachineMemory memory = machine.memory();
            memory.store(DATA, 0x0123_4567_89ab_cdefL, 8);
            assertEquals(0xef, memory.load(DATA, 1));
            assertEquals(0x89ab_cdefL, memory.load(DATA, 4));
            byte[] bytes = new byte[0x3000];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * 31);
            }
            memory.write(DATA + 0xff3, bytes);
            byte[] read = new byte[bytes.length];
            memory.read(DATA + 0xff3, read);
            assertArrayEquals(bytes, read);
            assertEquals(0x297, memory.load(MemoryMap.ROM.base(), 4) & 0xfff);
            assertThrows(BadAddress.class, () -> memory.load(0x2, 1));
            assertThrows(BadAddress.class, () -> memory.read(RAM + (1 << 20) - 4, new byte[8]));
            assertThrows(BadAddress.class, () -> memory.write(MemoryMap.UART.base(), new byte[1]));
            assertThrows(IllegalArgumentException.class, () -> memory.load(DATA + 1, 2));

            long root = RAM + 0x10000;
            long middle = root + 0x1000;
            long leaf = middle + 0x1000;
            memory.store(root, middle >> 12 << 10 | 1, 8);
            memory.store(middle, leaf >> 12 << 10 | 1, 8);
            long pte = DATA >> 12 << 10 | 0b1111;
            memory.store(leaf + 8 * 5, pte, 8);
            MachineHart hart = machine.hart(0);
            hart.setCsr("satp", 8L << 60 | root >> 12);
            assertEquals(memory.load(DATA, 8), hart.memory().load(DATA, 8));
            hart.setPrivilege(1);
            assertEquals(memory.load(DATA, 8), hart.memory().load(0x5000, 8));
            hart.memory().store(0x5008, 77, 8);
            assertEquals(77, memory.load(DATA + 8, 8));
            assertEquals(pte, memory.load(leaf + 8 * 5, 8), "neither A nor D");
            BadAddress nowhere =
                    assertThrows(BadAddress.class, () -> hart.memory().read(0x5ff0, new byte[32]));
            assertEquals(0x6000, nowhere.address());
            assertThrows(BadAddress.class, () -> hart.memory().load(1L << 40, 8));
        }
    }

    @ParameterizedTest
    @MethodSource("accelerations")
    void whatIsNotPausedIsNotTouched(Acceleration acceleration) throws Exception {
        Machine machine = machine(acceleration, 1, HeldMachineTest::counts);
        assertThrows(IllegalStateException.class, machine::pause);
        assertThrows(IllegalStateException.class, () -> machine.hart(0).pc());
        machine.start();
        assertThrows(IllegalStateException.class, machine::start);
        assertThrows(IllegalStateException.class, () -> machine.hart(0).setX(1, 1));
        assertThrows(IllegalStateException.class, () -> machine.memory().load(RAM, 8));
        machine.pause();
        assertThrows(IllegalArgumentException.class, () -> machine.hart(0).csr("nosuch"));
        assertThrows(IllegalArgumentException.class, () -> machine.hart(0).setCsr("mhartid", 1));
        machine.close();
        assertEquals(MachineState.ENDED, machine.state());
        assertEquals("the machine was closed", machine.ending().orElseThrow().message());
        assertTrue(machine.hart(0).pc() != 0);
        assertThrows(IllegalStateException.class, () -> machine.hart(0).step(1));
        assertThrows(IllegalStateException.class, machine::resume);
    }

    @ParameterizedTest
    @MethodSource("accelerations")
    void aTrapIsAStep(Acceleration acceleration) throws Exception {
        try (Machine machine = machine(acceleration, 1, a -> {
            a.la(T0, "handler");
            a.csrw(Csrs.MTVEC, T0);
            a.label("call");
            a.ecall();
            a.label("loads");
            a.ld(S0, 1, ZERO);
            a.align(2);
            a.label("handler");
            a.mret();
        })) {
            machine.startPaused();
            MachineHart hart = machine.hart(0);
            while (hart.csr("mtvec") == 0) {
                hart.step(1);
            }
            long call = hart.pc();
            hart.step(1);
            assertEquals(hart.csr("mtvec"), hart.pc());
            assertEquals(11, hart.csr("mcause"));
            assertEquals(call, hart.csr("mepc"));
            hart.step(1);
            assertEquals(call, hart.pc());
        }
    }
}
