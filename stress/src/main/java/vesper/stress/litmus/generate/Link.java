package vesper.stress.litmus.generate;

import java.util.Locale;

/** How two accesses stand to each other. */
public sealed interface Link {
    /** Whether both are on one hart. */
    boolean internal();

    /** Whether both are to one location. */
    boolean sameLocation();

    /** As it is called in the name of a test, where it stands for what is between two accesses of a hart. */
    String shortName();

    /** Two accesses to one location, of which at least one writes; on different harts, or on one. */
    record Communication(Kind kind, boolean internal) implements Link {
        enum Kind {
            /** The second reads what the first wrote. */
            RF("Rf", Direction.W, Direction.R),
            /** The first reads what was there before the second wrote. */
            FR("Fr", Direction.R, Direction.W),
            /** The first writes before the second does. */
            CO("Co", Direction.W, Direction.W);

            private final String word;
            private final Direction from;
            private final Direction to;

            Kind(String word, Direction from, Direction to) {
                this.word = word;
                this.from = from;
                this.to = to;
            }

            String word() {
                return word;
            }

            Direction from() {
                return from;
            }

            Direction to() {
                return to;
            }
        }

        @Override
        public boolean sameLocation() {
            return true;
        }

        @Override
        public String shortName() {
            return toString().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return kind.word() + (internal ? "i" : "e");
        }
    }

    /** Nothing but program order. */
    record Po(boolean sameLocation) implements InternalLink {
        @Override
        public String shortName() {
            return sameLocation ? "pos" : "po";
        }

        @Override
        public String toString() {
            return "Po" + place();
        }
    }

    /**
     * A fence.
     *
     * @param sets {@code rw.w}: before and after; or {@code tso}; or {@code i}
     */
    record Fence(String sets, boolean sameLocation) implements InternalLink {
        @Override
        public String shortName() {
            return "fence." + sets + (sameLocation ? "s" : "");
        }

        @Override
        public String toString() {
            return "Fence." + sets + place();
        }
    }

    /** The second depends on what the first reads. */
    record Dependency(Way way, boolean sameLocation) implements InternalLink {
        enum Way {
            /** By its address. */
            ADDR("Addr"),
            /** By the value that it writes. */
            DATA("Data"),
            /** By a branch. */
            CTRL("Ctrl"),
            /** By a branch, and a {@code fence.i} behind it. */
            CTRL_FENCE_I("CtrlFenceI");

            private final String word;

            Way(String word) {
                this.word = word;
            }

            String word() {
                return word;
            }
        }

        boolean isControl() {
            return way == Way.CTRL || way == Way.CTRL_FENCE_I;
        }

        @Override
        public String shortName() {
            return way.word().toLowerCase(Locale.ROOT) + (sameLocation ? "s" : "");
        }

        @Override
        public String toString() {
            return "Dp" + way.word() + place();
        }
    }

    /**
     * The two are one: an {@code amoswap}, or an {@code lr} and its {@code sc}.
     *
     * @param amo which
     */
    record ReadModifyWrite(boolean amo) implements Link {
        @Override
        public boolean internal() {
            return true;
        }

        @Override
        public boolean sameLocation() {
            return true;
        }

        @Override
        public String shortName() {
            return toString().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return amo ? "Amo" : "LxSx";
        }
    }

    /** Between two accesses of one hart, in program order. */
    sealed interface InternalLink extends Link {
        @Override
        default boolean internal() {
            return true;
        }

        /** {@code s} for the same location, {@code d} for different ones. */
        default String place() {
            return sameLocation() ? "s" : "d";
        }
    }
}
