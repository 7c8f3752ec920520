// Runs one workload with aws-local-stepfunctions: node run_aws_local.mjs PACKAGE FILE RUNS. Prints JSON: the seconds of
// each run to the end of the event log (its constructor, which validates, is left out), the number of events, and
// whether the output is right.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const [packageFile, workloadFile, runs] = process.argv.slice(2);
const { StateMachine } = await import(pathToFileURL(packageFile));
const { definition, input, output } = JSON.parse(readFileSync(workloadFile, 'utf8'));
const seconds = [];
let events = 0;
let right = true;
const begun = performance.now();
for (let run = 0; run < Number(runs) && (run === 0 || performance.now() - begun < 2000); run += 1) {
	const machine = new StateMachine(definition);
	const start = performance.now();
	const execution = machine.run(input);
	events = 0;
	for await (const _ of execution.eventLogs) events += 1;
	const result = await execution.result;
	seconds.push((performance.now() - start) / 1000);
	right &&= isDeepStrictEqual(result, output);
}
console.log(JSON.stringify({ seconds, events, right }));
