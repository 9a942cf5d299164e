package vesper.metal;

import java.lang.invoke.VarHandle;
import vesper.metal.host.HostHart;

/** The hart that runs this: its identity, waiting, fences. */
public final class Cpu {
    private Cpu() {}

    /** {@code csrr mhartid}; M-mode only. */
    @Intrinsic
    public static long hartid() {
        return HostHart.current().read(Csr.MHARTID);
    }

    /** The hart's own data: the object that {@link #setLocal} has put into {@code tp}. */
    @Intrinsic
    public static Object local() {
        return HostHart.current().local();
    }

    /** Sets {@code tp}. */
    @Intrinsic
    public static void setLocal(Object local) {
        HostHart.current().setLocal(local);
    }

    /** {@code wfi}: waits until an interrupt that {@code mie} enables is pending; may return without one. */
    @Intrinsic
    public static void wfi() {
        HostHart.current().wfi();
    }

    /** {@code fence iorw,iorw}: everything before, before everything after. */
    @Intrinsic
    public static void fence() {
        VarHandle.fullFence();
    }

    /** {@code fence rw,rw}. */
    @Intrinsic
    public static void fenceMemory() {
        VarHandle.fullFence();
    }

    /** {@code fence r,rw}: loads before, before everything after. */
    @Intrinsic
    public static void fenceAcquire() {
        VarHandle.acquireFence();
    }

    /** {@code fence rw,w}: everything before, before stores after. */
    @Intrinsic
    public static void fenceRelease() {
        VarHandle.releaseFence();
    }

    /** {@code fence w,o}: stores to memory, before a device is told of them. */
    @Intrinsic
    public static void fenceBeforeDevice() {
        VarHandle.fullFence();
    }

    /** {@code fence i,r}: what a device said, before loads of what it wrote. */
    @Intrinsic
    public static void fenceAfterDevice() {
        VarHandle.fullFence();
    }

    /** {@code fence.i}: stores to code before, before fetches after. */
    @Intrinsic
    public static void fenceI() {}

    /** {@code sfence.vma x0,x0}: page-table stores before, before translations after, for all addresses. */
    @Intrinsic
    public static void sfenceVma() {}

    /** {@code sfence.vma rs1,x0}: the same for one address. */
    @Intrinsic
    public static void sfenceVma(long address) {}

    /** The hint {@code pause}, for a spin loop. */
    @Intrinsic
    public static void pause() {
        Thread.onSpinWait();
    }

    /** {@code ecall} with {@code a7 = number}; returns {@code a0}. */
    @Intrinsic
    public static long ecall(long number, long a0, long a1, long a2) {
        return HostHart.current().ecall(number, a0, a1, a2, 0);
    }

    /** The same with {@code a3} too. */
    @Intrinsic
    public static long ecall(long number, long a0, long a1, long a2, long a3) {
        return HostHart.current().ecall(number, a0, a1, a2, a3);
    }

    /** Calls the code at {@code address} with {@code a0 = argument}, by the psABI; returns {@code a0}. */
    @Intrinsic
    public static long call(Addr address, long argument) {
        return HostHart.current().call(address.value(), argument);
    }
}
