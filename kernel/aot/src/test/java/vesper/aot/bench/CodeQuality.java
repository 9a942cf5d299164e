package vesper.aot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints the table of code quality: instructions and bytes of each benchmark, beside gcc's. */
final class CodeQuality {
    private CodeQuality() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("vesper-bench");
        System.out.println("| benchmark | instructions | gcc -O2 | ratio | bytes | gcc -O2 | ratio |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|");
        double product = 1;
        for (Twin twin : Twin.ALL) {
            Twin.Run ours = twin.runJava();
            Twin.Run theirs = twin.runC(folder);
            double ratio = (double) ours.instructions() / theirs.instructions();
            product *= ratio;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %.2f | %d | %d | %.2f |%s%n",
                    twin.name(),
                    ours.instructions(),
                    theirs.instructions(),
                    ratio,
                    ours.bytes(),
                    theirs.bytes(),
                    (double) ours.bytes() / theirs.bytes(),
                    ours.result() == theirs.result() ? "" : " differs!");
        }
        System.out.printf(Locale.ROOT, "| geometric mean | | | %.2f |%n", Math.pow(product, 1.0 / Twin.ALL.size()));
    }
}
