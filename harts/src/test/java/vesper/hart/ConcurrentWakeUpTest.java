package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Harts that sleep and are woken by others. {@code -Dvesper.wakeUps=100000} is the full count. */
@ParameterizedClass(name = "oneThread={0}")
@ValueSource(booleans = {false, true})
class ConcurrentWakeUpTest {
    private static final int WAKE_UPS = Integer.getInteger("vesper.wakeUps", 10_000);
    private static final int HARTS = 32;
    private static final int MSIP = 1 << 3;

    private final boolean oneThread;

    ConcurrentWakeUpTest(boolean oneThread) {
        this.oneThread = oneThread;
    }

    /** One token goes round: were a single wake-up lost, it would stop. */
    @Test
    void noWakeUpOf32HartsIsLost() {
        Guest guest = SoftwareInterrupts.guest(HARTS).oneThread(oneThread);
        guest.run(a -> {
            a.li(S2, SoftwareInterrupts.BASE);
            a.slli(S3, A0, 2);
            a.add(S3, S3, S2); // own msip
            a.addi(S4, A0, 1);
            a.andi(S4, S4, HARTS - 1);
            a.slli(S4, S4, 2);
            a.add(S4, S4, S2); // the next one's
            a.li(S5, 1);
            a.li(S6, Guest.DATA);
            a.li(S7, WAKE_UPS);
            a.li(S8, MSIP);
            a.csrw(MIE, S8);
            a.bnez(A0, "sleep");
            a.sw(S5, 0, S4);
            a.label("sleep");
            a.wfi();
            a.csrr(S9, MIP);
            a.and(S9, S9, S8);
            a.beqz(S9, "sleep");
            a.sw(ZERO, 0, S3);
            a.amoadd_d(S9, S5, S6);
            a.bgeu(S9, S7, "done");
            a.sw(S5, 0, S4);
            a.j("sleep");
            a.label("done");
        });
        assertEquals(WAKE_UPS + 1, guest.get(Guest.DATA));
        assertEquals(List.of(), guest.faults);
    }

    /** As firmware parks its secondary harts: a wake-up without permission to go leads back to sleep. */
    @Test
    void hartsThatAreWokenTooEarlyStayParkedInTheEnd() {
        Guest guest = SoftwareInterrupts.guest(4).oneThread(oneThread);
        long bss = Guest.RAM + 0x40_0000;
        guest.program(a -> {
            a.li(S2, SoftwareInterrupts.BASE);
            a.slli(S3, A0, 2);
            a.add(S3, S3, S2);
            a.li(S4, Guest.DATA);
            a.li(S5, 1);
            a.li(S8, MSIP);
            a.csrw(MIE, S8);
            a.bnez(A0, "secondary");
            a.li(S6, bss);
            a.li(S7, bss + 0x2_0000);
            a.label("clear");
            a.sd(ZERO, 0, S6);
            a.addi(S6, S6, 8);
            for (int h = 1; h < 4; h++) {
                a.sw(S5, 4L * h, S2);
            }
            a.bltu(S6, S7, "clear");
            a.j("done");
            a.label("secondary");
            Prelude.mark(a);
            a.label("sleep");
            a.wfi();
            a.csrr(S9, MIP);
            a.and(S9, S9, S8);
            a.beqz(S9, "sleep");
            a.sw(ZERO, 0, S3);
            a.ld(S9, 0, S4);
            a.beqz(S9, "sleep");
            a.li(S10, 1);
            a.label("done");
            a.bnez(A0, "done");
        });
        guest.put(bss, -1);
        guest.put(bss + 0x1_fff8, -1);
        guest.start();
        guest.awaitValue(bss + 0x1_fff8, 0);
        for (int h = 1; h < 4; h++) {
            guest.awaitParked(h);
            guest.awaitLines(h, 0);
        }
        guest.close();
        assertEquals(0, guest.get(bss));
        for (int h = 1; h < 4; h++) {
            assertEquals(0, guest.hart(h).x(S10.number()), "hart " + h + " went on");
        }
    }
}
