package vesper.hart.region;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** What planted faults of the emitter do in place of a call of the same name. */
public final class EmitterFaults {
    private static final ClassDesc FAULTS = ClassDesc.of("vesper.hart.translate.TranslatorFaults");

    private EmitterFaults() {}

    /** A load of a doubleword is one that is not always done. */
    public static CodeBuilder invokestatic(CodeBuilder code, ClassDesc owner, String name, MethodTypeDesc type) {
        return code.invokestatic(name.equals("load64") ? FAULTS : owner, name, type);
    }
}
