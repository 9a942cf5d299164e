package vesper.stress.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import vesper.stress.bench.guest.Frame;

/**
 * What a guest prints, line by line, each with its time. What else its machine says is kept for the case that it fails.
 */
final class GuestOutput {
    private static final String TITLE = "bench ";
    private static final String LAP = "lap ";
    private static final String END = "end";
    private static final int HEX = 16;

    private final DoubleSupplier wall;
    private final DoubleSupplier cpu;
    private final List<Lap> laps = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private double firstLine;
    private boolean ended;

    /** @param wall seconds since the start
     * @param cpu seconds of processor time, asked for in each lap */
    GuestOutput(DoubleSupplier wall, DoubleSupplier cpu) {
        this.wall = wall;
        this.cpu = cpu;
    }

    /** @throws RunFailure if it is a lap's line that can't be read */
    void take(String line) throws RunFailure {
        if (line.startsWith(LAP)) {
            laps.add(lap(line.substring(LAP.length())));
        } else if (line.startsWith(TITLE)) {
            firstLine = wall.getAsDouble();
        } else if (line.equals(END)) {
            ended = true;
        } else if (said.isEmpty()) {
            said.append(line.strip());
        }
    }

    private Lap lap(String line) throws RunFailure {
        String[] fields = line.split(" ", -1);
        if (fields.length != 3) {
            throw new RunFailure("expected ticks, checksum and instructions of a lap, not '" + line + "'");
        }
        try {
            return new Lap(
                    Long.parseUnsignedLong(fields[0], HEX),
                    Long.parseUnsignedLong(fields[1], HEX),
                    Long.parseUnsignedLong(fields[2], HEX),
                    wall.getAsDouble(),
                    cpu.getAsDouble());
        } catch (NumberFormatException e) {
            throw new RunFailure("not a lap's numbers: '" + line + "'");
        }
    }

    /**
     * After the last line.
     *
     * @param status the process's
     * @throws RunFailure if the guest did not come to its end
     */
    GuestRun finish(int status) throws RunFailure {
        if (!ended || status != 0 || laps.isEmpty()) {
            throw new RunFailure("ended with status " + status + " after " + laps.size() + " laps"
                    + (said.isEmpty() ? "" : ", saying \"" + said + '"'));
        }
        return new GuestRun(firstLine, laps, wall.getAsDouble() - Frame.REST_SECONDS);
    }
}
