package vesper.stress.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mutant differs from what is shipped where it says so and nowhere else; one that no longer fits is told of. */
class EditTest {
    private static final ClassLoader LOADER = EditTest.class.getClassLoader();
    private static final String MAILBOX = "vesper.hart.Mailbox";

    @ParameterizedTest
    @EnumSource
    void onlyTheNamedMethodsAreChanged(Mutant mutant) throws IOException {
        Set<String> named = new TreeSet<>();
        Set<String> changed = new TreeSet<>();
        for (Edit edit : mutant.edits()) {
            named.add(edit.className() + "." + edit.method());
            byte[] original = MachineLoader.classFile(LOADER, edit.className());
            changed.addAll(difference(original, edit.apply(original, LOADER)));
        }
        assertEquals(named, changed);
    }

    /** The methods whose instructions are not the same, as {@code package.Class.method}. */
    private static Set<String> difference(byte[] one, byte[] other) {
        ClassModel first = ClassFile.of().parse(one);
        ClassModel second = ClassFile.of().parse(other);
        assertEquals(first.methods().size(), second.methods().size());
        String className = first.thisClass().asInternalName().replace('/', '.');
        Set<String> different = new TreeSet<>();
        for (int i = 0; i < first.methods().size(); i++) {
            MethodModel method = first.methods().get(i);
            if (!instructions(method).equals(instructions(second.methods().get(i)))) {
                different.add(className + "." + method.methodName());
            }
        }
        return different;
    }

    private static List<String> instructions(MethodModel method) {
        return method.code().stream()
                .flatMap(CodeModel::elementStream)
                .filter(Instruction.class::isInstance)
                .map(Object::toString)
                .collect(Collectors.toList());
    }

    @Test
    void aCallThatIsNotThereIsTold() throws IOException {
        byte[] mailbox = MachineLoader.classFile(LOADER, MAILBOX);
        Edit gone = Edit.drop(MAILBOX, "wake", "LockSupport.parkNanos");
        var failure = assertThrows(IllegalStateException.class, () -> gone.apply(mailbox, LOADER));
        assertEquals(
                "expected one call of LockSupport.parkNanos in vesper.hart.Mailbox.wake, found 0",
                failure.getMessage());
    }

    @Test
    void aCallThatIsThereTwiceIsTold() throws IOException {
        byte[] mailbox = MachineLoader.classFile(LOADER, MAILBOX);
        Edit twice = Edit.rename(MAILBOX, "drain", "ManyToOneRingBuffer.read", "size");
        var failure = assertThrows(IllegalStateException.class, () -> twice.apply(mailbox, LOADER));
        assertEquals(
                "expected one call of ManyToOneRingBuffer.read in vesper.hart.Mailbox.drain, found 2",
                failure.getMessage());
    }

    @Test
    void aCallThatReturnsSomethingIsNotDropped() throws IOException {
        byte[] mailbox = MachineLoader.classFile(LOADER, MAILBOX);
        Edit result = Edit.drop(MAILBOX, "park", "Mailbox.mayPark");
        assertThrows(IllegalStateException.class, () -> result.apply(mailbox, LOADER));
    }

    @Test
    void theMachineAsShippedIsLoadedAnewForEachLoader() throws ReflectiveOperationException {
        MachineLoader one = new MachineLoader(LOADER, List.of());
        MachineLoader other = new MachineLoader(LOADER, List.of());
        assertEquals(one, one.loadClass(MAILBOX).getClassLoader());
        assertEquals(other, other.loadClass(MAILBOX).getClassLoader());
        assertEquals(LOADER, one.loadClass("vesper.isa.Instruction").getClassLoader());
    }
}
