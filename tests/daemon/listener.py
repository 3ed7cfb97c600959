"""A server on a raw socket: each connection is served by a thread of its own;
all end with stop()."""
import socket
import threading


class Hang:
    pass


class Drop:
    pass


# What to do instead of an answer: say nothing until the test ends (or the
# other side gives up); close the connection.
HANG, DROP = Hang(), Drop()


class Ended(Exception):
    """The connection is over."""


class Listener:
    def __init__(self):
        self.connections = 0
        self.ending = threading.Event()
        self.changed = threading.Condition()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.open = []
        self.threads = [threading.Thread(target=self._listen)]
        self.threads[0].start()

    def wait(self, test, deadline=30):
        """Until test() is true, looked at whenever something happens."""
        with self.changed:
            assert self.changed.wait_for(test, deadline), vars(self)

    def stop(self):
        if self.ending.is_set():
            return
        self.ending.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        for thread in self.threads:
            thread.join(10)

    def _listen(self):
        while not self.ending.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            self.open.append(connection)
            thread = threading.Thread(
                target=self._serve, args=(connection, self.connections))
            self.threads.append(thread)
            thread.start()

    def _serve(self, connection, number):
        try:
            self.talk(connection, number)
        except (Ended, OSError, ValueError):
            pass
        finally:
            connection.close()

    def hang(self):
        self.ending.wait()
        raise Ended

    def secure(self, connection, context):
        """The connection, from now on encrypted."""
        connection = context.wrap_socket(connection, server_side=True)
        self.open.append(connection)
        return connection

    def note(self, what, entry):
        """Something has happened: entry is added to the list what."""
        with self.changed:
            what.append(entry)
            self.changed.notify_all()
