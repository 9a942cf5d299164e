package vesper.stress.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vesper.boot.Progress;
import vesper.boot.Subcommand;
import vesper.boot.UsageError;
import vesper.hart.state.Acceleration;
import vesper.stress.bench.guest.Group;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Guests;
import vesper.stress.bench.guest.Mode;
import vesper.stress.bench.report.Host;
import vesper.stress.bench.run.Boot;
import vesper.stress.bench.run.Launcher;
import vesper.stress.bench.run.Programs;
import vesper.stress.bench.run.RunFailure;
import vesper.stress.bench.run.Side;

/** {@code vesper bench}: guests that time themselves, on ours and on another machine in turn. */
public final class Bench extends Subcommand {
    private static final int MAX_HARTS = 4;

    public Bench() {
        this(System.out, System.err);
    }

    /** For tests, which look at what is printed. */
    Bench(PrintStream out, PrintStream err) {
        super("bench", "measure the machine's speed, alone or against QEMU", out, err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run(args);
    }

    private final class Run implements Callable<Integer> {
        private final List<String> arguments;

        @Option(names = "--against", paramLabel = "QEMU", description = "the machine to compare with; ours alone")
        private @Nullable String against;

        @Option(names = "--list", description = "print the guests and run none")
        private boolean list;

        @Option(names = "--only", paramLabel = "NAME", split = ",", description = "these guests and boots; all")
        private List<String> only = new ArrayList<>();

        @Option(names = "--mode", paramLabel = "M", split = ",", description = "m, sv39, sv39-giga (m,sv39)")
        private List<String> modes = List.of("m", "sv39");

        @Option(names = "--harts", paramLabel = "N", split = ",", description = "1 to 4 (1)")
        private List<Integer> harts = List.of(1);

        @Option(names = "--seconds", paramLabel = "S", split = ",", description = "the first seconds to tell of (1,5)")
        private List<Double> seconds = List.of(1.0, 5.0);

        @Option(names = "--pairs", paramLabel = "N", description = "runs of each on each machine (${DEFAULT-VALUE})")
        private int pairs = 3;

        @Option(names = "--accel", paramLabel = "A", description = "what ours is given as -accel")
        private @Nullable String accel;

        @Option(names = "--vesper", paramLabel = "PATH", description = "our launcher; the one this was built beside")
        private @Nullable Path vesper;

        @Option(
                names = "--json",
                paramLabel = "F",
                description = "write an object a line, to - for standard output: runs, host scaling, ratios, means")
        private @Nullable Path json;

        @Option(names = "--html", paramLabel = "F", description = "write a page with pictures; - for standard output")
        private @Nullable Path html;

        @Option(names = "--svg", paramLabel = "F", description = "write the picture of the steady state's CPU ratios")
        private @Nullable Path svg;

        @Option(names = "--in-process", description = "measure one hart and --harts of them in this process instead")
        private boolean inProcess;

        @Option(names = "--rounds", paramLabel = "N", description = "with --in-process: of a hart (${DEFAULT-VALUE})")
        private long rounds = 100_000;

        private Run(List<String> arguments) {
            this.arguments = arguments;
        }

        @Override
        public Integer call() throws UsageError, IOException, InterruptedException, ExecutionException {
            try {
                return run();
            } catch (RunFailure e) {
                return failed(String.valueOf(e.getMessage()));
            }
        }

        private int run() throws UsageError, IOException, RunFailure, InterruptedException, ExecutionException {
            check();
            if (list) {
                list();
            } else if (inProcess) {
                SideBySide both = new SideBySide(rounds, pairs, Math.max(2, harts.getLast()), acceleration());
                try (Progress progress = progress("pairs", pairs)) {
                    both.run(out, progress);
                }
            } else {
                PrintStream report = reportBeside(json, html, svg);
                Session session = new Session(plan(), ours(), theirs(), outputs(), facts());
                session.outputs().create();
                try (Progress progress = progress("runs", session.runs())) {
                    session.run(report, progress);
                }
            }
            return 0;
        }

        private Outputs outputs() {
            return new Outputs(
                    Optional.ofNullable(json).map(Bench.this::file),
                    Optional.ofNullable(html).map(Bench.this::file),
                    Optional.ofNullable(svg).map(Bench.this::file));
        }

        /** Of the harts in this process. */
        private Acceleration acceleration() throws BadInputException {
            return switch (Objects.requireNonNullElse(accel, "jvm")) {
                case "jvm" -> Acceleration.DEFAULT;
                case "interp" -> Acceleration.INTERPRETER;
                default ->
                    throw new BadInputException("--accel " + accel + ": with --in-process, expected jvm or interp");
            };
        }

        private void list() {
            Guests.ALL.forEach(guest -> out.printf(
                    "%-18s %-10s %s%s%n",
                    guest.name(),
                    guest.group(),
                    guest.what(),
                    guest.sharesCodePage() ? "; shares its code's page" : ""));
            Boot.NAMES.forEach(boot -> out.printf("%-18s %-10s %s%n", boot, "boot", Boot.what(boot)));
            out.println();
            for (Group group : Group.values()) {
                out.printf("%-18s %s%n", group, group.what());
            }
        }

        private void check() throws BadInputException {
            refuse(pairs < 1, "--pairs " + pairs + ": expected at least one");
            refuse(rounds < 1, "--rounds " + rounds + ": expected at least one");
            refuse(svg != null && against == null, "--svg is for --against QEMU");
            for (int count : harts) {
                refuse(count < 1 || count > MAX_HARTS, "--harts " + count + ": expected 1 to " + MAX_HARTS);
            }
            for (double size : seconds) {
                refuse(!(size > 0 && size <= 600), "--seconds " + size + ": expected more than 0, and at most 600");
            }
        }

        private Plan plan() throws BadInputException {
            List<Guest> guests = new ArrayList<>();
            List<String> boots = new ArrayList<>();
            for (String name : only) {
                if (Boot.NAMES.contains(name)) {
                    boots.add(name);
                } else {
                    guests.add(Guests.of(name)
                            .orElseThrow(
                                    () -> new BadInputException("--only " + name + ": no such guest; see --list")));
                }
            }
            boolean all = only.isEmpty();
            return new Plan(all ? Guests.ALL : guests, modes(), harts, seconds, pairs, all ? Boot.NAMES : boots);
        }

        private List<Mode> modes() throws BadInputException {
            List<Mode> chosen = new ArrayList<>();
            for (String name : modes) {
                chosen.add(Mode.of(name)
                        .orElseThrow(
                                () -> new BadInputException("--mode " + name + ": expected m, sv39 or sv39-giga")));
            }
            return chosen;
        }

        private Side ours() throws BadInputException {
            Path launcher = vesper == null
                    ? Launcher.find()
                            .orElseThrow(() -> new BadInputException("our launcher is not found; use --vesper"))
                    : vesper;
            refuse(!Files.isExecutable(launcher), "--vesper " + launcher + ": no such program");
            List<String> start =
                    new ArrayList<>(List.of(launcher.toAbsolutePath().toString()));
            if (accel != null) {
                start.addAll(List.of("-accel", accel));
            }
            return new Side(Side.OURS, start);
        }

        private Optional<Side> theirs() throws BadInputException {
            if (against != null && !Programs.executable(against)) {
                throw new BadInputException("--against " + against + ": no such program (Debian's package"
                        + " qemu-system-misc has qemu-system-riscv64)");
            }
            return Optional.ofNullable(against)
                    .map(program -> new Side(String.valueOf(Path.of(program).getFileName()), List.of(program)));
        }

        private Map<String, String> facts() {
            return Host.facts("vesper bench " + String.join(" ", arguments), Optional.ofNullable(against));
        }

        private static void refuse(boolean wrong, String message) throws BadInputException {
            if (wrong) {
                throw new BadInputException(message);
            }
        }
    }
}
