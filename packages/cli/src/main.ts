import { anju } from './anju';

process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  // Whoever reads may have enough, as `head` has.
  if (code !== 'EPIPE') console.error(`无法写出结果 / The output cannot be written: ${message}`);
  process.exit(1);
});

void anju(process.argv.slice(2), process.env, console.log, console.error).then((code) => {
  process.exitCode = code;
});
