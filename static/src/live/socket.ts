/** The live connection over Socket.IO. It never gives up: a server that was restarted is found again. */

import { signal } from "@preact/signals";
import { io } from "socket.io-client";
import type { LiveConnection, LiveListener } from "./connection";

const NAMESPACE = "/live";
const ANSWER_WITHIN_MS = 8000;
/** How long to wait where the server itself refused or ended the connection, which Socket.IO does not retry. */
const REFUSED_RETRY_MS = 1500;

export function connectSocket(): LiveConnection {
  const socket = io(NAMESPACE, {
    transports: ["websocket"],
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
    timeout: 5000,
  });
  const connected = signal(false);
  const listeners = new Set<LiveListener>();
  const tell = (call: (listener: LiveListener) => void) => {
    for (const listener of [...listeners]) call(listener);
  };
  const watched: { document: string | null } = { document: null };

  socket.on("connect", () => {
    connected.value = true;
    if (watched.document !== null) socket.emit("watch", { document: watched.document });
    tell((listener) => listener.connected?.());
  });
  socket.on("disconnect", () => {
    connected.value = false;
    if (!socket.active) retry();
  });
  socket.on("connect_error", () => {
    if (!socket.active) retry();
  });
  socket.on("events", (message) => tell((listener) => listener.events?.(message)));
  socket.on("session", (message) => tell((listener) => listener.session?.(message)));
  socket.on("lagged", (message) => tell((listener) => listener.lagged?.(message)));
  socket.on("execution_started", (message) => tell((listener) => listener.started?.(message)));
  socket.on("text_edited", (message) => tell((listener) => listener.textEdited?.(message)));
  socket.on("parts_saved", (message) => tell((listener) => listener.partsSaved?.(message)));
  socket.on("person_here", (message) => tell((listener) => listener.personHere?.(message)));
  socket.on("person_left", (message) => tell((listener) => listener.personLeft?.(message)));
  socket.on("lines_changed", (message) => tell((listener) => listener.linesChanged?.(message)));

  let closed = false;
  function retry(): void {
    setTimeout(() => {
      if (!closed) socket.connect();
    }, REFUSED_RETRY_MS);
  }

  return {
    connected,
    subscribe: async (execution, after) => {
      const answer = await socket.timeout(ANSWER_WITHIN_MS).emitWithAck("subscribe", { execution, after });
      return Number(answer.head);
    },
    unsubscribe: (execution) => {
      if (socket.connected) socket.emit("unsubscribe", { execution });
    },
    watch: (document) => {
      watched.document = document;
      if (socket.connected) socket.emit("watch", { document });
    },
    here: (here) => socket.timeout(ANSWER_WITHIN_MS).emitWithAck("here", here),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closed = true;
      socket.close();
    },
  };
}
