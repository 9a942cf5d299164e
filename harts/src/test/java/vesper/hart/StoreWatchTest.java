package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.*;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vesper.isa.Assembler;

/** Whatever instruction writes the watched doubleword, the watcher learns of it; see {@link HartGroup#watchStore}. */
class StoreWatchTest {
    /** s2 is the watched address and s3 is 5; the guest then spins until it is stopped. */
    private static void assertReported(Consumer<Assembler> store) {
        Guest guest = new Guest();
        guest.run(a -> {
            a.li(S2, Guest.TOHOST);
            a.li(S3, 5);
            store.accept(a);
            a.label("spin");
            a.j("spin");
        });
        assertEquals(5, guest.get(Guest.TOHOST));
    }

    @Test
    void ofADoubleword() {
        assertReported(a -> a.sd(S3, 0, S2));
    }

    @Test
    void ofAWordAfterAZeroToTheOtherHalf() {
        assertReported(a -> {
            a.sw(ZERO, 4, S2);
            a.sw(S3, 0, S2);
        });
    }

    @Test
    void ofAByte() {
        assertReported(a -> a.sb(S3, 0, S2));
    }

    @Test
    void ofAnAmo() {
        assertReported(a -> a.amoadd_d(ZERO, S3, S2));
    }

    @Test
    void ofAStoreConditional() {
        assertReported(a -> {
            a.lr_d(T0, S2);
            a.sc_d(T1, S3, S2);
        });
    }

    @Test
    void ofACompareAndSwap() {
        assertReported(a -> {
            a.li(T0, 0);
            a.amocas_d(T0, S3, S2);
        });
    }

    @Test
    void ofACompareAndSwapOfAQuadword() {
        assertReported(a -> {
            a.li(T1, 0);
            a.li(T2, 0);
            a.li(S4, 5);
            a.amocas_q(T1, S4, S2);
        });
    }

    @Test
    void ofAStoreRelease() {
        assertReported(a -> a.sd_rl(S3, S2));
    }

    @Test
    void ofAStoreToAnArmedPage() {
        assertReported(a -> {
            a.lr_d(T0, S2);
            a.sd(S3, 0, S2);
        });
    }
}
