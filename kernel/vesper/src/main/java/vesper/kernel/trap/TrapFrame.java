package vesper.kernel.trap;

import vesper.metal.Addr;
import vesper.metal.Word;

/**
 * What {@link TrapVector} saves of the code that a trap has interrupted, and finds through {@code mscratch}.
 *
 * <pre>
 *     0  regs[32]     x0 to x31; x0 isn't written
 *   256  fregs[32]    reserved: the kernel uses no floating point
 *   512  satp         the address space to run in
 *   520  trap_stack   the top of the stack for the trap handler
 *   528  hartid
 *   536  local        what tp is in the trap handler: the hart's Java object
 *   544
 * </pre>
 */
@Word
public record TrapFrame(Addr at) {
    static final int REGS = 0;
    static final int TRAP_STACK = 520;
    static final int LOCAL = 536;

    public static final int SIZE = 544;

    private static final int SATP = 512;
    private static final int HARTID = 528;

    public static final int RA = 1;
    public static final int SP = 2;
    public static final int GP = 3;
    public static final int TP = 4;
    public static final int A0 = 10;
    public static final int A1 = 11;
    public static final int A2 = 12;
    public static final int A3 = 13;
    public static final int A7 = 17;

    /** {@code x} of this number. */
    public long reg(int number) {
        return at.i64(REGS + 8L * number);
    }

    public void setReg(int number, long value) {
        at.set64(REGS + 8L * number, value);
    }

    public long satp() {
        return at.i64(SATP);
    }

    public void setSatp(long satp) {
        at.set64(SATP, satp);
    }

    public Addr trapStack() {
        return at.addr(TRAP_STACK);
    }

    public void setTrapStack(Addr top) {
        at.set64(TRAP_STACK, top.value());
    }

    public long hartid() {
        return at.i64(HARTID);
    }

    public void setHartid(long hartid) {
        at.set64(HARTID, hartid);
    }

    /** The value of {@code tp} for the trap handler. */
    public long local() {
        return at.i64(LOCAL);
    }

    public void setLocal(long local) {
        at.set64(LOCAL, local);
    }
}
