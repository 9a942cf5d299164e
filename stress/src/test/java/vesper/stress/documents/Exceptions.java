package vesper.stress.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What pages may name though it isn't there, in a file: a line of a reason that ends in a colon, then words. */
public final class Exceptions {
    private final Set<String> words = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    public Exceptions(String resource) throws IOException {
        try (InputStream in = Exceptions.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            boolean hasReason = false;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.endsWith(":")) {
                    hasReason = true;
                } else if (line.isBlank()) {
                    hasReason = false;
                } else if (hasReason) {
                    words.addAll(List.of(line.strip().split("\\s+")));
                } else {
                    throw new IOException(resource + ": no reason for: " + line);
                }
            }
        }
    }

    public boolean has(String word) {
        used.add(word);
        return words.contains(word);
    }

    /** Those that no page names. */
    public Set<String> unused() {
        Set<String> unused = new HashSet<>(words);
        unused.removeAll(used);
        return unused;
    }
}
