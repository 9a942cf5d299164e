package vesper.hart;

import java.util.Arrays;
import vesper.bus.Timer;
import vesper.hart.fp.FpStatus;

/**
 * What a hart is at an instruction boundary: its registers, CSRs and privilege, and what it counted. Everybody who does
 * a part of a hart's work is handed this one object.
 *
 * <p>All of it is owned by the hart thread while the hart runs, and by whoever starts and stops it otherwise; but for
 * {@link #attention}, which any thread raises.
 */
final class HartState {
    final int hartid;
    final Attention attention;
    final CsrFile csrs;
    final FpStatus fpStatus = new FpStatus();
    final Reservation reservation = new Reservation();
    final AddressSpaces spaces = new AddressSpaces();
    final HartStats stats = new HartStats();

    /** The one exception that accesses and instructions of this hart throw. */
    final Trap trap = new Trap();

    final long[] x = new long[Cell.REGISTERS]; // 32, the sink for x0, and any other byte an index might be
    final long[] f = new long[32];
    int frm;
    long pc;
    long instret;

    int privilege = Privilege.M;

    /** What loads and stores run as: {@link #privilege}, unless {@code mstatus.MPRV} says MPP. */
    int dataPrivilege = Privilege.M;

    /** Whether loads, stores and atomics are counted. Set before the hart starts. */
    boolean countsAccesses;

    /**
     * The state of a hart that was not reset yet.
     *
     * @param attention what says that somebody wants the hart to look up from executing
     * @param timer the clock that the CSR reads
     * @param supervisorAlarm what {@code stimecmp} sets
     * @param effects what the rest of the hart does when a CSR is written
     */
    HartState(int hartid, Attention attention, Timer timer, Timer.Alarm supervisorAlarm, CsrEffects effects) {
        this.hartid = hartid;
        this.attention = attention;
        this.csrs = new CsrFile(this, timer, supervisorAlarm, effects);
    }

    /** Section 3.4, but for the privilege, which more depends on. */
    void reset(long resetPc, long a1) {
        Arrays.fill(x, 0);
        Arrays.fill(f, 0);
        x[10] = hartid;
        x[11] = a1;
        frm = 0;
        fpStatus.fflags = 0;
        pc = resetPc;
        reservation.clear();
        csrs.reset();
        spaces.reset();
    }

    /** Reads {@code x<index>}: for who is not in a hurry. */
    long x(int index) {
        return x[index];
    }

    /** Sets {@code x<index>}, unless it is {@code x0}: for who is not in a hurry. */
    void setX(int index, long value) {
        if (index != 0) {
            x[index] = value;
        }
    }

    /** Reads the bits of {@code f<index>}: for who is not in a hurry. */
    long f(int index) {
        return f[index];
    }

    /** Counts instructions that translated code retired, and why it was left. */
    void leftRegion(long retired, int exit) {
        instret += retired;
        stats.translated += retired;
        stats.exits[exit]++;
    }
}
