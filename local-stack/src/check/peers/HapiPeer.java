import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;

/// HAPI's plain server with its own providers in memory, and nothing of ours. Says the port that it took.
public final class HapiPeer {

    private static final List<Class<? extends IBaseResource>> KINDS = List.of(
            Appointment.class,
            HealthcareService.class,
            Patient.class,
            Practitioner.class,
            Schedule.class,
            Slot.class);

    public static void main(String[] arguments) throws Exception {
        var fhir = FhirContext.forR4();
        var face = new RestfulServer(fhir);
        KINDS.forEach(kind -> face.registerProvider(new HashMapResourceProvider<>(fhir, kind)));
        var server = new Server();
        var door = new ServerConnector(server);
        door.setHost("127.0.0.1");
        server.addConnector(door);
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(face), "/fhir/*");
        server.setHandler(context);
        server.start();
        System.out.println(door.getLocalPort());
        server.join();
    }
}
