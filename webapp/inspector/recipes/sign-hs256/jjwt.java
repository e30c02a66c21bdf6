import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import javax.crypto.SecretKey;

class Sign {
    public static void main(String[] arguments) throws Exception {
        byte[] secret = System.getenv("JWT_SECRET").getBytes(StandardCharsets.UTF_8);
        SecretKey key = Keys.hmacShaKeyFor(secret);
        Instant now = Instant.now();

        String token = Jwts.builder()
            .header().keyId("key-1").and()
            .issuer("https://issuer.example").subject("alice")
            .issuedAt(Date.from(now)).expiration(Date.from(now.plusSeconds(300)))
            .signWith(key, Jwts.SIG.HS256)
            .compact();
        System.out.println(token);
    }
}
