const seconds = (date) => Math.floor(date.getTime() / 1000); // JavaScript counts in milliseconds

const issued = new Date();
const expires = new Date("2030-01-01T00:00:00Z");

console.log(JSON.stringify({ iat: seconds(issued), exp: seconds(expires) })); // numbers, no quotes
