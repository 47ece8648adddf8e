// node s3_server.mjs FOLDER BUCKET: the npm package s3rver on a free port, which is printed.
import S3rver from "s3rver";

const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory: process.argv[2],
  configureBuckets: [{ name: process.argv[3] }],
});
const { port } = await server.run();
console.log(port);
