package vesper.stress.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vesper.stress.compiler.generate.Program;

/** The parts of some programs, numbered through, and the class that runs one by its number. */
final class Parts {
    static final String DISPATCHER = Program.PACKAGE + ".Parts";

    private final List<Program> programs;
    private final List<Program> owners = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final StringBuilder cases = new StringBuilder();

    Parts(List<Program> programs) {
        this.programs = List.copyOf(programs);
        for (Program program : programs) {
            for (int i = 0; i < program.parts(); i++) {
                cases.append(
                        "            case %d: %s.part%d(); break;%n".formatted(owners.size(), program.className(), i));
                owners.add(program);
                names.add("part" + i);
            }
        }
    }

    int count() {
        return owners.size();
    }

    Program owner(int part) {
        return owners.get(part);
    }

    /** Of its method. */
    String name(int part) {
        return names.get(part);
    }

    /** The files to compile, by class. */
    Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        sources.put(DISPATCHER, """
                package fuzz;

                import vesper.metal.Addr;
                import vesper.metal.Entry;
                import vesper.stress.compiler.guest.Harness;

                public final class Parts {
                    @Entry("fuzz_unit")
                    public static void run(int part, long slot, long scratch) {
                        Harness.begin(new Addr(slot), new Addr(scratch));
                        switch (part) {
                %s        }
                        Harness.end();
                    }

                    @Entry("fuzz_trapped")
                    static void trapped(long slot, long cause, long pc) {
                        Harness.trapped(new Addr(slot), cause, new Addr(pc));
                    }
                }
                """.formatted(cases));
        programs.forEach(program -> sources.put(
                Program.PACKAGE + "." + program.className(), program.source().text()));
        return sources;
    }
}
