import { Mendable } from '@anju/runtime/mendable';
import { sandboxToken } from './sandbox-token';

void sandboxToken(process.argv.slice(2), process.env)
  .catch((error: unknown) => {
    if (!(error instanceof Mendable)) throw error;
    return { made: false, text: error.message };
  })
  .then(({ made, text }) => {
    (made ? console.log : console.error)(text);
    process.exitCode = made ? 0 : 1;
  });
