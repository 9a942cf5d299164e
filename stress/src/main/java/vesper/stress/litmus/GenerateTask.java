package vesper.stress.litmus;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vesper.stress.litmus.generate.Cycle;
import vesper.stress.litmus.generate.GeneratedTest;
import vesper.stress.litmus.generate.Suite;

/**
 * Writes tests as files.
 *
 * @param folder is made if it is not there
 * @param cycle whose test to write; the whole suite's if there is none
 */
record GenerateTask(Path folder, Optional<String> cycle) {
    /** Returns the exit status. */
    int run(PrintStream out) throws BadInputException, IOException {
        List<GeneratedTest> tests = tests();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be made a folder");
        }
        for (GeneratedTest test : tests) {
            Files.writeString(folder.resolve(test.name() + ".litmus"), test.text());
        }
        String what = tests.size() == 1 ? tests.getFirst().name() + ".litmus" : tests.size() + " tests";
        out.println(what + " written to " + folder);
        return 0;
    }

    private List<GeneratedTest> tests() throws BadInputException {
        if (cycle.isEmpty()) {
            return Suite.all().toList();
        }
        try {
            return List.of(Cycle.parse(cycle.get()).test());
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--cycle: " + e.getMessage());
        }
    }
}
