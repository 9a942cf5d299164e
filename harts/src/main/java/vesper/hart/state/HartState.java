package vesper.hart.state;

import java.util.Arrays;
import vesper.bus.Timer;
import vesper.hart.code.Cell;
import vesper.hart.fp.FpStatus;

/**
 * What a hart is at an instruction boundary: its registers, CSRs and privilege, and what it counted. Everybody who does
 * a part of a hart's work is handed this one object.
 *
 * <p>All of it is owned by the hart thread while the hart runs, and by whoever starts and stops it otherwise; but for
 * {@link #attention}, which any thread raises.
 */
public final class HartState {
    public final int hartid;
    public final Attention attention;
    public final CsrFile csrs;
    public final FpStatus fpStatus = new FpStatus();
    public final Reservation reservation = new Reservation();
    public final AddressSpaces spaces = new AddressSpaces();
    public final HartStats stats = new HartStats();

    /** The one exception that accesses and instructions of this hart throw. */
    public final Trap trap = new Trap();

    public final long[] x = new long[Cell.REGISTERS]; // 32, the sink for x0, and any other byte an index might be
    public final long[] f = new long[32];
    public int frm;
    public long pc;
    public long instret;

    public int privilege = Privilege.M;

    /** What loads and stores run as: {@link #privilege}, unless {@code mstatus.MPRV} says MPP. */
    public int dataPrivilege = Privilege.M;

    /** Whether loads, stores and atomics are counted. Set before the hart starts. */
    public boolean countsAccesses;

    /**
     * The state of a hart that was not reset yet.
     *
     * @param attention what says that somebody wants the hart to look up from executing
     * @param timer the clock that the CSR reads
     * @param supervisorAlarm what {@code stimecmp} sets
     * @param effects what the rest of the hart does when a CSR is read or written
     */
    public HartState(int hartid, Attention attention, Timer timer, Timer.Alarm supervisorAlarm, CsrEffects effects) {
        this.hartid = hartid;
        this.attention = attention;
        this.csrs = new CsrFile(this, timer, supervisorAlarm, effects);
    }

    /** Section 3.4, but for the privilege, which more depends on. */
    public void reset(long resetPc, long a1) {
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
    public long x(int index) {
        return x[index];
    }

    /** Sets {@code x<index>}, unless it is {@code x0}: for who is not in a hurry. */
    public void setX(int index, long value) {
        if (index != 0) {
            x[index] = value;
        }
    }

    /** Reads the bits of {@code f<index>}: for who is not in a hurry. */
    public long f(int index) {
        return f[index];
    }
}
