// Runs one Lambda function written in JavaScript: loads it, then answers one request after another.
//
// Requests and answers are JSON, one a line, on the socket whose number is the last argument; console output goes where
// it always goes. What is not plain Node here follows Lambda's own runtime: which exports count, callbacks and promises,
// `callbackWaitsForEmptyEventLoop`, and how errors are reported. During an invocation the socket does not keep the
// event loop alive, so that an empty loop can be noticed (`beforeExit`): that is when Lambda ends such an invocation.
import { createRequire } from "node:module";
import net from "node:net";
import { pathToFileURL } from "node:url";
import { types } from "node:util";

const [file, exportPath, handlerName, folder, socketNumber] = process.argv.slice(2);
const { stringify, parse } = JSON;
const { log } = console;
const exit = process.exit.bind(process);
const now = Date.now;
const require = createRequire(file);
const socket = new net.Socket({ fd: Number(socketNumber), readable: true, writable: true });
const MAX_RESPONSE_BYTES = 6291556;

class RuntimeError extends Error {
  constructor(type, message, stack) {
    super(message);
    this.name = `Runtime.${type}`;
    this.stack = stack ?? `${this.name}: ${message}`;
  }
}

process.argv.splice(2);
let current = null; // the invocation in flight

process.on("uncaughtException", (error) => abandon(error));
process.on("unhandledRejection", (reason) => {
  abandon(new RuntimeError("UnhandledPromiseRejection", String(reason), reason?.stack));
});
process.on("beforeExit", () => current?.onEmptyLoop());

try {
  const handler = await load();
  send({ ready: true, files: loadedFiles() });
  listen(handler);
} catch (error) {
  send({ error: describe(error), final: true }, () => exit(1));
}

async function load() {
  const handler = exportPath.split(".").reduce((value, key) => value?.[key], await loadModule());
  if (!handler) throw new RuntimeError("HandlerNotFound", `${handlerName} is undefined or not exported`);
  if (typeof handler !== "function") throw new RuntimeError("HandlerNotFound", `${handlerName} is not a function`);
  return handler;
}

async function loadModule() {
  try {
    return await importOrRequire();
  } catch (error) {
    if (error instanceof SyntaxError || error?.code === "ERR_INVALID_TYPESCRIPT_SYNTAX") {
      throw new RuntimeError("UserCodeSyntaxError", `SyntaxError: ${error.message}`, error.stack);
    }
    if (["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND", "ERR_UNKNOWN_FILE_EXTENSION"].includes(error?.code)) {
      throw new RuntimeError("ImportModuleError", `Error: ${error.message}`, error.stack);
    }
    throw error;
  }
}

async function importOrRequire() {
  const importIt = async () => {
    const module = await import(pathToFileURL(file).href);
    return module.default && typeof module.default === "object" ? { ...module.default, ...module } : module;
  };
  if (/\.m[jt]s$/.test(file)) return importIt();
  try {
    return require(file);
  } catch (error) {
    // An ES module in a .js file: Node 22.12 and later load it unless it waits at its top level, older ones refuse.
    const isModule = ["ERR_REQUIRE_ESM", "ERR_REQUIRE_ASYNC_MODULE"].includes(error?.code);
    if (isModule || /import statement|Unexpected token 'export'|import\.meta/.test(error?.message)) return importIt();
    throw error;
  }
}

function loadedFiles() {
  const own = Object.keys(require.cache).filter((name) => name.startsWith(folder) && !name.includes("/node_modules/"));
  return [...new Set([file, ...own])];
}

function listen(handler) {
  let received = [];
  socket.on("data", (chunk) => {
    const end = chunk.indexOf(10);
    if (end < 0) return received.push(chunk);
    const line = Buffer.concat([...received, chunk.subarray(0, end)]).toString();
    received = [];
    return invoke(handler, parse(line));
  });
  socket.on("close", endGroup);
  socket.on("error", () => {});
}

// The server is gone: end, with all that the handler started.
function endGroup() {
  process.kill(-process.pid, "SIGKILL");
}

function invoke(handler, request) {
  const deadline = now() + request.timeout_ms;
  let waitsForEmptyLoop = true;
  let answered = false;
  let result = null; // what the callback gave, kept until the event loop is empty

  const finish = (message) => {
    if (answered) return;
    answered = true;
    current = null;
    socket.ref();
    send(message);
  };
  const fail = (error) => finish({ error: describe(error) });
  const succeed = (value) => finish(answer(value));
  const done = (error, value) => (error === undefined || error === null ? succeed(value) : fail(error));
  let called = false;
  const callback = (error, value) => {
    if (called) return;
    called = true;
    if (error !== undefined && error !== null) fail(error);
    else if (waitsForEmptyLoop) result = value;
    else succeed(value);
  };
  const context = {
    get callbackWaitsForEmptyEventLoop() {
      return waitsForEmptyLoop;
    },
    set callbackWaitsForEmptyEventLoop(value) {
      waitsForEmptyLoop = value;
    },
    succeed,
    fail: (error) => fail(error ?? "handled"),
    done,
    functionVersion: "$LATEST",
    functionName: request.function,
    memoryLimitInMB: String(request.memory_mb),
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn: request.arn,
    awsRequestId: request.id,
    getRemainingTimeInMillis: () => Math.max(deadline - now(), 0),
  };

  current = { onEmptyLoop: () => succeed(result) };
  socket.unref();
  try {
    const returned = handler(request.event, context, callback);
    if (typeof returned?.then === "function") {
      returned.then(succeed, (error) => fail(error ?? "handled"));
    } else if (returned !== undefined && handler.length < 3) {
      log(`${handlerName} returned a value that is no promise: Lambda ignores it. Make the handler async.`);
    }
  } catch (error) {
    fail(error ?? "handled");
  }
}

// A failure outside of the handler's own flow: Lambda reports it and starts a new process for the next invocation.
function abandon(error) {
  if (current === null) {
    console.error(error);
    exit(129);
  }
  current = null;
  send({ error: describe(error), final: true }, () => exit(129));
}

function answer(value) {
  try {
    const text = stringify(value === undefined ? null : value) ?? "null";
    const bytes = Buffer.byteLength(text);
    if (bytes <= MAX_RESPONSE_BYTES) return text;
    return {
      error: {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
      },
    };
  } catch (error) {
    console.error(`The result cannot be written as JSON: ${error?.message}`);
    return { error: describe(new Error("Unable to stringify response body")) };
  }
}

// `message` is the JSON text of a result, or an object. What was printed before goes first: writing to a full pipe waits.
function send(message, then) {
  const line = typeof message === "string" ? `{"result":${message}}\n` : `${stringify(message)}\n`;
  const { stdout, stderr } = process;
  if (stdout.writableLength + stderr.writableLength === 0) socket.write(line, then);
  else stdout.write("", () => stderr.write("", () => socket.write(line, then)));
}

function describe(error) {
  try {
    if (types.isNativeError(error) || (error?.name && error.message && error.stack)) {
      return { errorType: error.name, errorMessage: error.message, trace: ownTrace(String(error.stack)) };
    }
    return { errorType: typeof error, errorMessage: error.toString(), trace: [] };
  } catch {
    const errorMessage =
      "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack";
    return { errorType: "handled", errorMessage };
  }
}

// The stack without this file's frames, what called them, and Node's own.
function ownTrace(stack) {
  const lines = stack.split("\n");
  const runner = lines.findIndex((line) => line.includes("node_runner.mjs"));
  return (runner < 0 ? lines : lines.slice(0, runner)).filter((line) => !line.includes("(node:internal/"));
}
