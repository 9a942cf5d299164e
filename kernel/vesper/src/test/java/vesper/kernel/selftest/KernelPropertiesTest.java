package vesper.kernel.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeProperty;
import vesper.kernel.hart.Hart;
import vesper.kernel.trap.TrapFrame;
import vesper.metal.Addr;
import vesper.metal.host.HostHart;
import vesper.metal.host.HostMemory;
import vesper.metal.host.HostSymbols;

/** The properties on the JVM. Compiled, the same run on the machine. */
class KernelPropertiesTest {
    private static final HostMemory.Region MEMORY = HostMemory.ram(Check.memoryNeeded());
    private static final HostMemory.Region FRAMES = HostMemory.ram(2 * TrapFrame.SIZE);

    @BeforeProperty
    void becomeHart() {
        HostHart.reset(0).onCall((address, argument) -> 0);
        for (String name : new String[] {"thread_pointer", "process_exit", "__global_pointer$"}) {
            HostSymbols.define(name, 0x8000_0000L);
        }
        new Hart(0).begin(new Addr(FRAMES.base()), new Addr(FRAMES.base() + TrapFrame.SIZE));
    }

    @AfterContainer
    static void close() {
        HostHart.reset(0);
    }

    private static void check(Check check, long seed) {
        assertEquals(Check.HOLDS, check.run(seed, new Addr(MEMORY.base())), check::name);
    }

    @Property
    void allocatorNeverHandsAPageOutTwice(@ForAll long seed) {
        check(new FrameAllocatorCheck(), seed);
    }

    @Property
    void pageTableAgreesWithAPlainMap(@ForAll long seed) {
        check(new PageTableCheck(), seed);
    }

    @Property(tries = 200)
    void minixReaderGivesWhatWasWritten(@ForAll long seed) {
        check(new MinixCheck(), seed);
    }

    @Property(tries = 10_000)
    void corruptDiskDoesNoHarm(@ForAll long seed) {
        check(new MinixFuzzCheck(), seed);
    }

    @Property(tries = 10_000)
    void badElfDoesNoHarm(@ForAll long seed) {
        check(new ElfCheck(), seed);
    }

    @Property
    void schedulerRunsWhoHasWaitedLongest(@ForAll long seed) {
        check(new SchedulerCheck(), seed);
    }
}
