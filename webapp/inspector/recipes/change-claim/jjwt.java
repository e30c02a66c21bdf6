import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jwts;
import java.security.KeyPair;

class ChangeClaim {
    static String changed(String token, KeyPair keys) {
        // Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
        Claims claims = Jwts.parser().verifyWith(keys.getPublic()).build()
            .parseSignedClaims(token).getPayload();

        return Jwts.builder()
            .header().keyId("key-1").and()
            .claims(claims).claim("role", "reader")
            .signWith(keys.getPrivate(), Jwts.SIG.ES256)
            .compact();
    }
}
