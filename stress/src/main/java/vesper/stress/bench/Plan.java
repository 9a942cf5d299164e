package vesper.stress.bench;

import java.util.List;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Mode;

/**
 * What to measure.
 *
 * @param harts numbers of harts, each on its own
 * @param seconds the first seconds to tell of; a run is as long as the last
 * @param pairs how often each machine runs each guest
 * @param boots names of boots
 */
record Plan(
        List<Guest> guests,
        List<Mode> modes,
        List<Integer> harts,
        List<Double> seconds,
        int pairs,
        List<String> boots) {
    Plan {
        guests = List.copyOf(guests);
        modes = List.copyOf(modes);
        harts = List.copyOf(harts);
        seconds = seconds.stream().sorted().toList();
        boots = List.copyOf(boots);
    }
}
