package vesper.boot;

/** A subcommand: {@code vesper NAME ARGUMENTS}. Modules that the launcher knows nothing of provide it as a service. */
public interface Command {
    /** The word after {@code vesper}. */
    String name();

    /** What it does, on one line, for the help. */
    String summary();

    /**
     * Does it.
     *
     * @param args what follows the name
     * @return the exit status
     */
    int run(String[] args) throws Exception;
}
