// Reads Java files as the compiler does, without the libraries that they import; prints what is wrong with their syntax.

import com.sun.source.util.JavacTask;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

class Parse {
    public static void main(String[] paths) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var faults = new DiagnosticCollector<JavaFileObject>();
        var files = compiler.getStandardFileManager(faults, null, null);
        var task = compiler.getTask(null, files, faults, null, null, files.getJavaFileObjects(paths));
        ((JavacTask) task).parse();
        faults.getDiagnostics().forEach(System.out::println);
    }
}
