import io.jsonwebtoken.Jwts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

class Sign {
    public static void main(String[] arguments) throws Exception {
        String pem = Files.readString(Path.of("private-key.pem"));
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        PrivateKey privateKey = KeyFactory.getInstance("RSA").generatePrivate(encoded);
        Instant now = Instant.now();

        String token = Jwts.builder()
            .header().keyId("key-1").and()
            .issuer("https://issuer.example").subject("alice")
            .issuedAt(Date.from(now)).expiration(Date.from(now.plusSeconds(300)))
            .signWith(privateKey, Jwts.SIG.PS256)
            .compact();
        System.out.println(token);
    }
}
