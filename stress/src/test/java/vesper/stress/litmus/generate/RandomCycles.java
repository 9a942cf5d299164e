package vesper.stress.litmus.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cycles of any edges that fit, of two or three threads; small enough to be judged in no time. */
final class RandomCycles {
    private static final int MOST_ACCESSES = 6;

    private final Random random;

    private RandomCycles(Random random) {
        this.random = random;
    }

    /** Always the same of a seed. Of what is put together at random about every third is a cycle: the first such. */
    static Cycle of(long seed) {
        RandomCycles cycles = new RandomCycles(new Random(seed));
        while (true) {
            String text = cycles.text();
            try {
                Cycle cycle = Cycle.parse(text);
                if (isSmall(cycle)) {
                    cycle.test();
                    return cycle;
                }
            } catch (IllegalArgumentException e) {
                // Another one: locations or parts do not fit.
            }
        }
    }

    /** Atomics multiply what loads may return, and so do threads that look on. */
    private static boolean isSmall(Cycle cycle) {
        long atomics = cycle.events().stream()
                .filter(event -> event.access().means().isAtomic())
                .count();
        return atomics < 2 && new Coherence(cycle).observers().isEmpty();
    }

    private String text() {
        int threads = 2 + random.nextInt(2);
        List<List<Direction>> accesses = new ArrayList<>();
        int left = MOST_ACCESSES - threads;
        for (int i = 0; i < threads; i++) {
            int more = random.nextInt(Math.min(left, 2) + 1);
            left -= more;
            accesses.add(random.ints(1 + more, 0, 2)
                    .mapToObj(bit -> bit == 0 ? Direction.R : Direction.W)
                    .toList());
        }
        List<String> edges = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            List<Direction> thread = accesses.get(i);
            for (int j = 1; j < thread.size(); j++) {
                edges.add(internal(thread.get(j - 1), thread.get(j)) + annotations());
            }
            edges.add(communication(
                            thread.getLast(), accesses.get((i + 1) % threads).getFirst()) + "e" + parts());
        }
        return String.join(" ", edges);
    }

    private String internal(Direction from, Direction to) {
        String place = random.nextInt(3) == 0 ? "s" : "d";
        String both = place + from + to;
        List<String> edges = new ArrayList<>(List.of(
                "Po" + both,
                "Po" + both,
                "Fence.rw.rw" + both,
                "Fence.r.rw" + both,
                "Fence.rw.w" + both,
                "Fence.tso" + both));
        if (from == Direction.R) {
            edges.addAll(List.of("DpAddr" + place + to, "DpCtrl" + place + to, "DpCtrlFenceI" + place + to));
        }
        if (from == Direction.R && to == Direction.W) {
            edges.addAll(List.of("DpData" + place + to, "Amo", "LxSx", "Fri"));
        }
        if (from == Direction.W) {
            edges.add(to == Direction.R ? "Rfi" : "Coi");
        }
        return pick(edges);
    }

    private String communication(Direction from, Direction to) {
        return from == Direction.R ? "Fr" : to == Direction.R ? "Rf" : "Co";
    }

    private String annotations() {
        return random.nextInt(3) > 0 ? "" : annotation() + annotation();
    }

    private String annotation() {
        return pick(List.of("P", "P", "Aq", "Rl", "X", "Amo", "Amo.AR", "AR"));
    }

    private String parts() {
        return random.nextInt(4) > 0
                ? ""
                : pick(List.of("Pw0", "h0", "h2", "d0", "w4")) + pick(List.of("w0", "b2", "d0"));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
