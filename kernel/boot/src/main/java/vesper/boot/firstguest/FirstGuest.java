package vesper.boot.firstguest;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.S2;
import static vesper.isa.Register.S3;
import static vesper.isa.Register.SP;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;
import static vesper.isa.Register.ZERO;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.ElfWriter;
import vesper.isa.Ordering;
import vesper.isa.Program;
import vesper.isa.Register;
import vesper.machine.ImageFile;
import vesper.machine.MemoryMap;

/**
 * The bundled guest: the harts of the machine greet each other and pass a token around.
 *
 * <ol>
 *   <li>Hart 0 prints a greeting while the others are parked on {@code wfi}.
 *   <li>It wakes each through {@code msip}; each says its {@code mhartid}, under a lock that keeps lines whole.
 *   <li>{@value #HOPS} interrupts run around the ring of harts: whoever gets one sends the next one on.
 *   <li>Hart 0 prints how long a hop took, and powers off.
 * </ol>
 *
 * <p>Interrupts stay disabled in {@code mstatus}: {@code wfi} resumes all the same when one is pending and enabled in
 * {@code mie} (privileged manual, section 3.3.3). Throughout, {@code s0} is {@code mhartid}, {@code s1} the address of
 * the hart's own {@code msip}, {@code s2} of the next hart's, {@code s3} the number of harts.
 */
public final class FirstGuest {
    /** Interrupts sent around the ring. */
    public static final int HOPS = 10_000;

    private static final int MSIE = 1 << 3;
    private static final int STACK_SHIFT = 9;
    private static final long MTIME = MemoryMap.CLINT.base() + 0xbff8;
    private static final int NANOS_A_TICK = 100;
    private static final int POWER_OFF = 0x5555;
    private static final int FAILURE = (1 << 16) | 0x3333;

    private final Assembler a = new Assembler();

    private FirstGuest() {
        start();
        hartZero();
        otherHarts();
        ring();
        report();
        awaitInterrupt();
        Printing.addTo(a);
        HartCount.addTo(a);
        data();
    }

    /** The guest as an ELF in memory. */
    public static ImageFile image() {
        return new ImageFile("the bundled guest", ElfWriter.write(program()));
    }

    static Program program() {
        return new FirstGuest().a.assemble(MemoryMap.RAM_BASE);
    }

    private void start() {
        a.globl("_start");
        a.label("_start");
        a.csrr(S0, Csrs.MHARTID);
        a.la(T0, "trapped");
        a.csrw(Csrs.MTVEC, T0);
        a.la(SP, "stacks");
        a.addi(T0, S0, 1);
        a.slli(T0, T0, STACK_SHIFT);
        a.add(SP, SP, T0);
        a.li(S1, MemoryMap.CLINT.base());
        a.slli(T0, S0, 2);
        a.add(S1, S1, T0);
        a.csrwi(Csrs.MIE, MSIE);
        a.bnez(S0, "other_hart");
    }

    private void hartZero() {
        a.mv(A0, A1);
        a.call("count_harts");
        a.mv(S3, A0);
        a.la(T0, "harts");
        a.sd(S3, 0, T0);
        print("Hello from hart 0 of ");
        printDecimal(S3);
        print(".\n");
        a.call("find_next");
        a.li(T0, 1);
        a.beq(S3, T0, "start_ring");

        a.fence(); // whoever wakes must see the number of harts
        a.mv(T1, S1);
        a.mv(T2, S3);
        a.label("wake");
        a.addi(T1, T1, 4);
        a.addi(T2, T2, -1);
        a.sw(T0, 0, T1);
        a.bne(T2, T0, "wake");
        a.call("await_interrupt"); // from the last to answer

        a.label("start_ring");
        a.li(T0, MTIME);
        a.ld(T0, 0, T0);
        a.la(T1, "started");
        a.sd(T0, 0, T1);
        a.fence();
        a.li(T0, 1);
        a.sw(T0, 0, S2);
        a.j("ring");
    }

    private void otherHarts() {
        a.label("other_hart");
        a.call("await_interrupt");
        a.la(T0, "harts");
        a.ld(S3, 0, T0);
        a.call("find_next");

        a.la(T0, "lock");
        a.li(T1, 1);
        a.label("acquire");
        a.amoswap_w(T2, T1, T0, Ordering.AQ);
        a.bnez(T2, "acquire");
        print("hart ");
        printDecimal(S0);
        print(" is awake\n");
        a.la(T0, "lock");
        a.amoswap_w(ZERO, ZERO, T0, Ordering.RL);

        a.la(T0, "answered");
        a.li(T1, 1);
        a.amoadd_d(T2, T1, T0, Ordering.AQ, Ordering.RL);
        a.addi(T2, T2, 2); // and this one, and hart 0
        a.bne(T2, S3, "ring");
        a.fence();
        a.li(T0, MemoryMap.CLINT.base());
        a.sw(T1, 0, T0);
    }

    private void ring() {
        a.label("ring");
        a.call("await_interrupt");
        a.la(T0, "finished");
        a.ld(T1, 0, T0);
        a.bnez(T1, "report");
        a.la(T0, "hops");
        a.ld(T1, 0, T0);
        a.addi(T1, T1, 1);
        a.sd(T1, 0, T0);
        a.li(T2, HOPS);
        a.beq(T1, T2, "finish");
        a.fence();
        a.li(T0, 1);
        a.sw(T0, 0, S2);
        a.j("ring");

        a.label("finish");
        a.li(T0, MTIME);
        a.ld(T0, 0, T0);
        a.la(T1, "finished");
        a.sd(T0, 0, T1);
        a.beqz(S0, "report");
        a.fence();
        a.li(T0, MemoryMap.CLINT.base());
        a.li(T1, 1);
        a.sw(T1, 0, T0);
        a.j("park");
    }

    private void report() {
        a.label("report");
        a.la(T0, "hops");
        a.ld(S1, 0, T0);
        printDecimal(S1);
        print(" interrupts went around ");
        printDecimal(S3);
        print(" harts, ");
        a.la(T0, "started");
        a.ld(T1, 0, T0);
        a.la(T0, "finished");
        a.ld(T0, 0, T0);
        a.sub(T0, T0, T1);
        a.li(T1, NANOS_A_TICK);
        a.mul(T0, T0, T1);
        a.divu(S1, T0, S1);
        printDecimal(S1);
        print(" ns a hop.\n");
        a.li(T1, POWER_OFF);
        a.label("power_off");
        a.li(T0, MemoryMap.FINISHER.base());
        a.sw(T1, 0, T0);
        a.label("park");
        a.wfi();
        a.j("park");

        a.align(2); // mtvec.BASE
        a.label("trapped");
        print("a trap that should not be\n");
        a.li(T1, FAILURE);
        a.j("power_off");
    }

    /** {@code await_interrupt}: parks until another hart has set this one's {@code msip}, and clears it. */
    private void awaitInterrupt() {
        a.label("await_interrupt");
        a.wfi();
        a.csrr(T0, Csrs.MIP);
        a.andi(T0, T0, MSIE);
        a.beqz(T0, "await_interrupt");
        a.sw(ZERO, 0, S1);
        a.label("await_clear"); // the bit falls some time after the store
        a.csrr(T0, Csrs.MIP);
        a.andi(T0, T0, MSIE);
        a.bnez(T0, "await_clear");
        a.fence();
        a.ret();

        // find_next: s2 = the next hart's msip, from s0, s1 and s3
        a.label("find_next");
        a.addi(S2, S1, 4);
        a.addi(T0, S0, 1);
        a.bne(T0, S3, "found_next");
        a.li(S2, MemoryMap.CLINT.base());
        a.label("found_next");
        a.ret();
    }

    private void data() {
        a.section(".data");
        a.align(6);
        for (String name : new String[] {"harts", "answered", "hops", "started", "finished", "lock"}) {
            a.label(name);
            a.dword(0L);
        }
        a.section(".bss");
        a.align(4);
        a.label("stacks");
        a.space(256L << STACK_SHIFT);
    }

    private void print(String text) {
        Printing.print(a, text);
    }

    private void printDecimal(Register value) {
        a.mv(A0, value);
        a.call("print_decimal");
    }
}
