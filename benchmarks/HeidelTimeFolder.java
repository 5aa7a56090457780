import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.List;

/**
 * HeidelTime over many reports in one process, as its own command line does it for one ("-l arabic -pos no -t news").
 *
 * <p>Arguments: its configuration, a list, a number of rounds. A line of the list: text file, day, file to write, with
 * tabs between. Prints the process's processor seconds: at the start, then of each round.
 */
class HeidelTimeFolder {
  private static double processor() {
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  public static void main(String[] given) throws Exception {
    PrintStream figures = System.out;
    System.setOut(System.err); // where HeidelTime tells what it does
    var tagger =
        new HeidelTimeStandalone(Language.ARABIC, DocumentType.NEWS, OutputType.TIMEML, given[0], POSTagger.NO);
    figures.printf("start %.3f%n", processor());
    List<String> lines = Files.readAllLines(Path.of(given[1]));
    for (int round = 0; round < Integer.parseInt(given[2]); round++) {
      double begun = processor();
      for (String line : lines) {
        String[] part = line.split("\t");
        var day = new SimpleDateFormat("yyyy-MM-dd").parse(part[1]);
        String tagged = tagger.process(Files.readString(Path.of(part[0])), day);
        if (round == 0) Files.writeString(Path.of(part[2]), tagged);
      }
      figures.printf("round %.3f%n", processor() - begun);
    }
  }
}
