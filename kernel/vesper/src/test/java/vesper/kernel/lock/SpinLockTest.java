package vesper.kernel.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vesper.kernel.hart.Hart;
import vesper.metal.Cpu;

class SpinLockTest {
    private final SpinLock outer = new SpinLock(1);
    private final SpinLock inner = new SpinLock(2);
    private int counter; // under the lock `outer`

    @BeforeEach
    void becomeHart() {
        Cpu.setLocal(new Hart(0));
    }

    @Test
    void locksAreTakenInOrder() {
        outer.acquire();
        inner.acquire();
        assertEquals(inner, Hart.current().innermostLock());
        inner.release();
        assertEquals(outer, Hart.current().innermostLock());
        outer.release();
    }

    @Test
    void takingOutOfOrderIsAPanic() {
        inner.acquire();
        assertThrows(IllegalStateException.class, outer::acquire);
    }

    @Test
    void takingTwoOfARankIsAPanic() {
        SpinLock same = new SpinLock(1);
        outer.acquire();
        assertThrows(IllegalStateException.class, same::acquire);
    }

    @Test
    void takingTwiceIsAPanicEvenInATrap() {
        outer.acquire();
        Hart.current().exchangeLocks(null);
        assertThrows(IllegalStateException.class, outer::acquire);
    }

    @Test
    void releasingOutOfOrderIsAPanic() {
        outer.acquire();
        inner.acquire();
        assertThrows(IllegalStateException.class, outer::release);
    }

    @Test
    void onlyOneHartHoldsIt() throws InterruptedException {
        int harts = 4;
        int rounds = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < harts; i++) {
            Hart hart = new Hart(i);
            Thread thread = new Thread(() -> {
                Cpu.setLocal(hart);
                for (int round = 0; round < rounds; round++) {
                    outer.acquire();
                    counter++;
                    outer.release();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        outer.acquire();
        assertEquals(harts * rounds, counter);
        outer.release();
    }
}
