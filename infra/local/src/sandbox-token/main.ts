import { sandboxToken } from './sandbox-token';

void sandboxToken(process.argv.slice(2), process.env).then(({ made, text }) => {
  (made ? console.log : console.error)(text);
  process.exitCode = made ? 0 : 1;
});
