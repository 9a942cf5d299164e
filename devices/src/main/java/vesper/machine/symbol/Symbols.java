package vesper.machine.symbol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the ELFs of a guest say of its addresses. Who has none, or stripped ones, gets no answers. For any thread. */
public final class Symbols {
    private final List<Names> names;
    private final List<Lines> lines;

    private Symbols(List<Names> names, List<Lines> lines) {
        this.names = names;
        this.lines = lines;
    }

    /** Reads them; of files that know the same name or address the first is asked. What is no ELF is passed over. */
    public static Symbols of(List<byte[]> elfs) {
        List<Sections> sections = elfs.stream().map(Sections::new).toList();
        return new Symbols(
                sections.stream().map(Names::new).toList(),
                sections.stream().map(Lines::new).toList());
    }

    /** The address of a symbol. */
    public OptionalLong address(String name) {
        return names.stream()
                .map(each -> each.address(name))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    /** The symbol that an address belongs to. */
    public Optional<Place> at(long address) {
        return names.stream()
                .map(each -> each.at(address))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The line that an instruction comes from. */
    public Optional<SourceLine> line(long address) {
        return lines.stream()
                .map(each -> each.at(address))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
