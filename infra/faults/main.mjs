import { createRequire } from 'node:module';
import { register } from 'tsx/cjs/api';

// In this very process: the command of tsx kills without warning who is slow to say that it heard a signal, and servers
// would stay behind.
register();
createRequire(import.meta.url)('./main.ts');
