/** What `python -m bench page editing` does on the page: each gesture returns its milliseconds and its requests. */
() => {
  const app = window.__app;
  performance.setResourceTimingBufferSize(5000);
  /** The end of the next frame: of all that is to be done then, this comes first. */
  const painted = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => void scheduler.postTask(resolve, { priority: "user-blocking" })),
    );
  const requests = () =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => /\/api\/(edit|analyse)$/.test(name))
      .map(({ name, duration, decodedBodySize, serverTiming }) => ({
        route: name.split("/").at(-1),
        ms: duration,
        bytes: decodedBodySize,
        server: Object.fromEntries(serverTiming.map((stage) => [stage.name, stage.duration])),
      }));
  /** From `gesture` until the frame that shows what the server made of the text. */
  const measure = async (gesture) => {
    await app.idle();
    performance.clearResourceTimings();
    const before = app.analysed.peek();
    const start = performance.now();
    gesture();
    await new Promise((resolve) => {
      const stop = app.analysed.subscribe((now) => {
        if (now === before || now.text !== app.text.text()) return;
        queueMicrotask(() => stop());
        resolve();
      });
    });
    const arrived = performance.now() - start;
    await painted();
    const ms = performance.now() - start;
    await app.idle();
    return { ms, arrived, requests: requests() };
  };
  const pointer = (target, type, x, y) =>
    target.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        cancelable: true,
        clientX: x,
        clientY: y,
        button: type === "pointermove" ? -1 : 0,
        buttons: type === "pointerup" ? 0 : 1,
        pointerType: "mouse",
      }),
    );
  const middle = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  const undo = () => measure(() => app.undo());

  window.__gestures = {
    /** Type a character behind the first occurrence of `word`. */
    type: (word) =>
      measure(() => {
        const from = app.text.text().indexOf(word) + word.length;
        app.text.view.dispatch({ changes: { from, insert: "x" }, userEvent: "input.type" });
      }),
    edit: (command) => measure(() => void app.edit(command)),
    undo,
    /** Drag a state across the graph, and drop it on the transition that is nearest to the middle of what is seen. */
    drag: async (path) => {
      const card = document.querySelector(`[data-node="${path}"] .card`);
      const canvas = document.querySelector(".canvas").getBoundingClientRect();
      let [x, y] = middle(card);
      pointer(card, "pointerdown", x, y);
      const moves = [];
      for (let step = 0; step < 30; step += 1) {
        x += 4;
        y += step % 2 ? 5 : -3;
        const start = performance.now();
        pointer(document.elementFromPoint(x, y) ?? card, "pointermove", x, y);
        await painted();
        moves.push(performance.now() - start);
      }
      const [cx, cy] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2];
      const far = ([a, b]) => Math.hypot(a - cx, b - cy);
      const [place] = [...document.querySelectorAll(".drop-place")].map(middle).sort((a, b) => far(a) - far(b));
      pointer(window, "pointermove", ...place);
      await painted();
      return { ...(await measure(() => pointer(window, "pointerup", ...place))), moves };
    },
    /** Scroll the graph by so many px in each frame; return the frames a second and the longest one. */
    pan: (seconds) =>
      new Promise((resolve) => {
        const svg = document.querySelector('[data-testid="graph"]');
        const start = performance.now();
        let [frames, longest, last] = [0, 0, start];
        const frame = (now) => {
          frames += 1;
          longest = Math.max(longest, now - last);
          last = now;
          const down = Math.floor((now - start) / 1000) % 2 === 0;
          svg.dispatchEvent(
            new WheelEvent("wheel", { bubbles: true, cancelable: true, deltaY: down ? 40 : -40, deltaX: 5 }),
          );
          if (now - start < seconds * 1000) requestAnimationFrame(frame);
          else resolve({ frames: frames / ((now - start) / 1000), longest });
        };
        requestAnimationFrame(frame);
      }),
  };
}
